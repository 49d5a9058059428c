import { useStore } from "ra-core";
import { AuthorityBoard } from "./AuthorityBoard.js";
import { ReportList } from "./ReportList.js";
import { viewOfAuthorities, type AuthorityView } from "./AuthorityViews.js";

/** The reports to authorities: as a board of what is to be done, or as a list. */
export function Authorities() {
  const [view] = useStore<AuthorityView>(viewOfAuthorities, "board");
  return view === "list" ? <ReportList /> : <AuthorityBoard />;
}
