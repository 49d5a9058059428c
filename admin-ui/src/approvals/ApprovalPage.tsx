import { SelectInput, useListContext } from "react-admin";
import { approvalStates, type Approval } from "@keii/shared";
import { useChoices } from "../app/choices.js";
import { Empty } from "../app/Empty.js";
import { ListPage } from "../app/ListPage.js";
import { ApprovalRow } from "./ApprovalRow.js";

/** All that was ever asked for in this incident. */
export function ApprovalPage() {
  const states = useChoices(approvalStates, "approvals.state");
  return (
    <ListPage
      title="approvals.title"
      sort={{ field: "askedAt", order: "DESC" }}
      filters={[
        <SelectInput key="state" source="state" choices={states} alwaysOn />,
      ]}
      hasColumns={false}
      empty={
        <Empty
          title="approvals.empty.title"
          text="approvals.empty.text"
          example="approvals.empty.example"
        />
      }
    >
      <Rows />
    </ListPage>
  );
}

function Rows() {
  const { data = [] } = useListContext<Approval>();
  return data.map((approval) => (
    <ApprovalRow key={approval.id} approval={approval} />
  ));
}
