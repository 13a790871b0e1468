import { Link } from '@tanstack/react-router';
import { Notice } from '../ui/notice.tsx';

export function Missing() {
  return (
    <div className="page">
      <Notice level={1} title="There is no such page">
        <p>
          <Link to="/">Explore the catalogue</Link>
        </p>
      </Notice>
    </div>
  );
}
