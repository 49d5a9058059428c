-- What is due next, and what changed, is found in its order across incidents, not by looking through all of each.

create index approval_waiting on approval (asked_at, id) where state = 'asked';
create index milestone_waiting on milestone (created_at, id) where state = 'candidate';
create index authority_due_next on authority_due (due_sort, id) where state = 'open';
create index authority_reply_next on authority_reply (due_sort, id) where state = 'open';
create index remediation_measure_mine on remediation_measure (owner_id, due_on) where state in ('planned', 'in_progress') and due_on is not null;
create index timeline_revision_recorded on timeline_revision (recorded_at);
create index timeline_revision_of_incident on timeline_revision (incident_id, recorded_at);
