export function ItemPage() {
  return <div className="page">Item</div>;
}
