/** How much of a workspace's rows a person in it sees: all, those that are about them, or none. */
export type Sees = "all" | "own" | "none";
export type Role = "member" | "manager" | "admin" | "owner";
type Readers = Record<Role, Sees>;

const everybody: Readers = { member: "all", manager: "all", admin: "all", owner: "all" };
const personal: Readers = { member: "own", manager: "all", admin: "all", owner: "all" };
const managers: Readers = { member: "none", manager: "all", admin: "all", owner: "all" };
const administrators: Readers = { member: "none", manager: "none", admin: "all", owner: "all" };

/**
 * Every table and view of the exposed schema, and who of a workspace sees its rows. What holds for all of them: another workspace's rows
 * are seen by nobody, an anonymous caller is refused, and nobody but the functions writes.
 */
export const readers: Record<string, Readers> = {
  "public.alerts": managers,
  "public.attendee_audit": personal,
  "public.attendee_outcomes": personal,
  "public.crm_connections": everybody,
  // Whom somebody had erased is delicate.
  "public.erasures": administrators,
  "public.event_states": personal,
  "public.fathom_coverage": personal,
  "public.fathom_integrations": personal,
  "public.fathom_people": managers,
  "public.imports": personal,
  "public.meeting_events": personal,
  "public.meeting_history": personal,
  "public.meetings": personal,
  // What was refused is proven by nobody.
  "public.refused_deliveries": administrators,
  "public.webhook_events": personal,
  "public.workspace_invitations": administrators,
  "public.workspace_members": personal,
  "public.workspace_people": personal,
  "public.workspace_settings": everybody,
  "public.workspaces": everybody,
};

/** Every table of the schema that is not exposed: secrets, the queue, helpers. For the functions' SQL alone. */
export const privateTables: string[] = [
  "private.clock",
  "private.crm_call_windows",
  "private.crm_connection_secrets",
  "private.crm_people",
  "private.delivery_allowances",
  "private.fathom_call_windows",
  "private.fathom_integration_keys",
  "private.fathom_integration_secrets",
  "private.fathom_integration_tokens",
  "private.housekeeping",
  "private.import_cursors",
  "private.jobs",
  "private.meeting_search",
  "private.note_deletions",
  "private.restores",
  "private.slack_webhooks",
  "private.sweep_places",
  "private.webhook_removals",
];

/** What service_role may do with a table: all four verbs, unless it stands here. */
export const serviceVerbs: Record<string, string[]> = {
  "public.attendee_audit": ["select"],
  "public.fathom_coverage": ["select"],
  "public.workspace_people": ["select"],
  // What has happened is not rewritten.
  "public.meeting_history": ["select", "insert", "delete"],
};

/** Functions that signed-in people may execute, and why each is safe. Anonymous callers execute none. */
export const forPeople: Record<string, string> = {
  "public.audit_counts": "reads as its caller: row-level security decides what is counted",
  "public.audit_page": "reads as its caller",
  "public.clock_is_late": "asks private.sees_late_clock",
  "public.count_meetings": "asks private.find_meetings",
  "public.event_counts": "reads as its caller",
  "public.overview": "reads as its caller",
  "public.search_meetings": "asks private.find_meetings",
  "private.audit_condition": "makes text of what it is given",
  "private.only_of": "says whether the caller manages a workspace",
  "private.meetings_to_look_through":
    "looks itself whose meetings the caller sees: a full-text index cannot be used under row-level security",
  "private.address_of_colleague":
    "looks itself whether its caller manages the workspace, or is the one who is asked about",
  "private.find_meetings":
    "looks itself at the caller's workspaces: a full-text index cannot be used under row-level security",
  "private.found_passage": "works on what it is given",
  "private.my_administered_workspaces": "says the caller's own workspaces, for the policies",
  "private.my_managed_workspaces": "says the caller's own workspaces, for the policies",
  "private.my_workspaces": "says the caller's own workspaces, for the policies",
  "private.passage": "works on what it is given",
  "private.plain_words": "works on what it is given",
  "private.sees_late_clock": "says to managers of anything whether the clock is late, and nothing about anyone",
  "private.words_pattern": "works on what it is given",
};

/** Those of them that run with the rights of their owner, past row-level security. */
export const pastPolicies: string[] = [
  "private.address_of_colleague",
  "private.find_meetings",
  "private.meetings_to_look_through",
  "private.my_administered_workspaces",
  "private.my_managed_workspaces",
  "private.my_workspaces",
  "private.sees_late_clock",
];

const names = (schema: string, text: string): string[] =>
  text
    .trim()
    .split(/\s+/)
    .map((name) => `${schema}.${name}`);

/** Functions that service_role alone may execute. */
export const forFunctions: string[] = [
  ...names("private", "is_free_mail"),
  ...names(
    "public",
    `
    accept_invitation acknowledge_alert begin_person_creation bury_job cancel_import capture_refused
    change_member_role choose_anybody choose_person claim_jobs close_workspace connect_crm connect_fathom
    connect_slack count_sealed create_workspace delete_workspace disconnect_fathom disconnect_slack
    end_person_creation erase_person find_fathom_integrations find_missing finish_job finish_note_deletion
    finish_sweep finish_webhook_removal halt_import invite_member keep_house list_sealed load_alert
    load_attendee_crm load_event load_fathom_key load_import load_log_work load_note_deletion load_note_sources
    load_slack_webhook load_sweep load_webhook_removal log_attendee_again look_at_invitation mark_alert_sent
    mark_slack_broken mark_unreadable note_fathom_limits note_import_trouble pause_connection receive_webhook
    remember_fathom_people remember_ring remove_member replay_attendees replay_event replay_events
    report_connection report_fathom_refusal reseal reserve_calls reserve_fathom_call resume_import retry_job
    save_note_fingerprints save_outcomes set_fathom_token start_import store_meetings sweep_now take_import_page
    take_swept worker_health
`,
  ),
];

/** Functions that nobody executes directly: other functions and triggers do. */
export const internal: string[] = names(
  "private",
  `
    address_pattern as_pattern begin_anew clock_is_late count_import deliveries_per_second describe_person due_workspaces
    end_dry_run end_failed_sweep end_invitations_by end_note_deletion end_of end_webhook_removal enqueue_log
    enqueue_stale_notes enqueue_sweeps erase_from_crm_memory erase_from_meeting erase_old_payloads
    erase_old_transcripts events_of first_room forget_refused_deliveries halt_import halt_imports_of
    has_captured_enough index_changed_attendee index_meeting index_new_attendees index_origin index_people
    invoke_edge_function is_called is_last_owner job_under_lease json_or_null json_without_person keeps_transcript
    known_id known_meeting leading_meeting leading_recording lock_attendee lock_conversations lock_for_replay
    look_up_again make_workspace make_workspace_for_new_user meeting_id member_with_address
    most_deliveries_at_once names_of names_pattern next_jobs note_event_state note_source notice_quiet_integrations
    open_connection owner_of_recording people_of raise_alert recordings_of refilled remember_decision
    remember_late_content remember_outcome remember_people remove_webhook replay_locked rewrite_notes
    role_under_lock say_change sealed_rows search_document settle_events settle_import source_failed source_worked
    take_found tell_of_changes took_before took_recording unremembered_since wait_again with_action_items
    with_call without_person words_of words_query words_with_weight workspace_word
`,
);
