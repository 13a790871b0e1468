export function RunsPage() {
  return <div className="page">Runs</div>;
}
