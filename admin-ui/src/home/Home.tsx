import { PageTitle } from "../app/PageTitle.js";

export function Home() {
  return <PageTitle title="app.nav.home" />;
}
