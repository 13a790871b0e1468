export function DuplicatesPage() {
  return <div className="page">Duplicates</div>;
}
