import { forgetUser } from '../../api/home.ts';
import { Confirm } from '../../ui/confirm.tsx';

interface ForgetAskProps {
  readonly user: string;
  readonly onClose: () => void;
}

/** Whether all that is known of a person is to be deleted. */
export function ForgetAsk({ user, onClose }: ForgetAskProps) {
  return (
    <Confirm
      title={`Forget ${user}`}
      verb="Forget"
      act={async () => await forgetUser(user)}
      changes={['home']}
      onClose={onClose}
    >
      <p>
        All that {user} did is deleted, and with it their interests: the feed is then that of
        somebody new. The items stay. This cannot be undone.
      </p>
    </Confirm>
  );
}
