import { Link } from "@mui/material";
import { useCreatePath, useTranslate } from "ra-core";
import { Link as RouterLink } from "react-router";
import type { Inquiry } from "@keii/shared";
import { Fact, Facts } from "../app/Facts.js";
import { useMay } from "../app/Incident.js";
import { InstantText } from "../app/MomentText.js";
import { Section } from "../app/Section.js";
import { useDateText } from "../app/use-date-text.js";
import { InquiryCategoryMark, InquiryStatusMark } from "./InquiryMarks.js";

/** How it stands, and who asked. */
export function InquiryFacts({ inquiry }: { inquiry: Inquiry }) {
  const translate = useTranslate();
  const createPath = useCreatePath();
  const mayReadCustomers = useMay("customers.read");
  const dateText = useDateText();
  const label = (field: string) =>
    translate(`resources.inquiries.fields.${field}`);
  const { assignee, callBack, answeredAt, closedAt, customerId } = inquiry;
  const contact = (["name", "phone", "email"] as const).filter(
    (field) => inquiry[field] !== "",
  );
  return (
    <>
      <Section title={label("status")}>
        <Facts>
          <Fact name={label("status")}>
            <InquiryStatusMark status={inquiry.status} />
          </Fact>
          <Fact name={label("category")}>
            <InquiryCategoryMark {...inquiry} />
          </Fact>
          <Fact name={label("assignee")}>
            {assignee?.name ?? translate("inquiries.assign.nobody")}
          </Fact>
          <Fact name={label("channel")}>
            {translate(`inquiries.channel.${inquiry.channel}`)}
          </Fact>
          <Fact name={label("receivedAt")}>
            <InstantText at={inquiry.receivedAt} />
          </Fact>
          {answeredAt && (
            <Fact name={label("answeredAt")}>
              <InstantText at={answeredAt} />
            </Fact>
          )}
          {closedAt && (
            <Fact name={label("closedAt")}>
              <InstantText at={closedAt} />
            </Fact>
          )}
        </Facts>
      </Section>
      <Section title={translate("inquiries.contact")}>
        <Facts>
          {contact.map((field) => (
            <Fact key={field} name={label(field)}>
              {inquiry[field]}
            </Fact>
          ))}
          {contact.length === 0 && (
            <Fact name={label("name")}>
              {translate("inquiries.contact.none")}
            </Fact>
          )}
          <Fact name={label("language")}>
            {translate(`language.${inquiry.language}`)}
          </Fact>
          {callBack && (
            <Fact name={label("callBack")}>
              {translate("inquiries.callBack.range", {
                from: dateText(callBack.from),
                until: dateText(callBack.until),
              })}
            </Fact>
          )}
          {customerId && mayReadCustomers && (
            <Fact name={label("customerId")}>
              <Link
                component={RouterLink}
                to={createPath({
                  resource: "customers",
                  type: "show",
                  id: customerId,
                })}
              >
                {translate("customers.show.title")}
              </Link>
            </Fact>
          )}
        </Facts>
      </Section>
    </>
  );
}
