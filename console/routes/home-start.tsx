import { useNavigate } from '@tanstack/react-router';
import { UserChoice } from '../features/home/user-choice.tsx';
import { useTitle } from '../ui/use-title.ts';
import '../features/home/home.css';

/** Whose feed to look at. */
export function HomeStartPage() {
  useTitle('Home');
  const navigate = useNavigate();
  return (
    <div className="page">
      <div className="page-head">
        <h1>Home</h1>
      </div>
      <p className="prose">
        Be a user of a product that shows this catalogue. What you save, open and hide is grouped
        into interests, and these bring the feed: watch both form as you go.
      </p>
      <UserChoice onUser={(user) => void navigate({ to: '/home/$user', params: { user } })} />
    </div>
  );
}
