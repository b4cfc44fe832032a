namespace Platform.Web.Store.Keys;

/// <summary>
/// Every column that holds what belongs to a customer, and how it is emptied when they ask to be forgotten.
/// A test compares this with the schema: a new column of text or bytes is named here or in <see cref="Impersonal"/>, or the build fails.
/// </summary>
public static class PersonalPlaces
{
    public enum Ending
    {
        /// <summary>Sealed with the person's key, which is destroyed.</summary>
        KeyDestroyed,

        /// <summary>The row is deleted.</summary>
        RowDeleted,

        /// <summary>The row is folded again and then has nothing to say.</summary>
        RowFoldedAgain,

        /// <summary>The value is emptied and the row stays, because others are named in it too.</summary>
        Emptied,

        /// <summary>Belongs to a person with an account, who deletes it with the account.</summary>
        Account,
    }

    public static IReadOnlyDictionary<string, Ending> All { get; } = new Dictionary<string, Ending>
    {
        ["mt_events.data"] = Ending.KeyDestroyed,
        ["contacts.name"] = Ending.RowDeleted,
        ["contacts.phone"] = Ending.RowDeleted,
        ["contact_addresses.address"] = Ending.RowDeleted,
        ["contact_addresses.fingerprint"] = Ending.RowDeleted,
        ["inbox.name"] = Ending.RowFoldedAgain,
        ["inbox.phone"] = Ending.RowFoldedAgain,
        ["inbox.preview"] = Ending.RowFoldedAgain,
        ["thread.text"] = Ending.RowFoldedAgain,
        ["media.file_name"] = Ending.RowFoldedAgain,
        ["message_brought.content"] = Ending.RowFoldedAgain,
        ["message_marks.emoji"] = Ending.RowFoldedAgain,
        ["message_marks.text"] = Ending.RowFoldedAgain,
        ["orders.name"] = Ending.RowFoldedAgain,
        ["orders.phone"] = Ending.RowFoldedAgain,
        ["orders.quarter"] = Ending.RowFoldedAgain,
        ["orders.address"] = Ending.RowFoldedAgain,
        ["orders.note"] = Ending.RowFoldedAgain,
        ["snapshots.state"] = Ending.KeyDestroyed,
        ["drafts.text"] = Ending.RowDeleted,
        ["deliveries.body"] = Ending.Emptied,
        ["person_keys.wrapped"] = Ending.Emptied,

        ["audit.about"] = Ending.Account,
        ["audit.address"] = Ending.Account,
        ["audit.agent"] = Ending.Account,
        ["audit.who"] = Ending.Account,
        ["influencers.audience"] = Ending.Account,
        ["influencers.networks"] = Ending.Account,
        ["influencers.niche"] = Ending.Account,
        ["invitations.email"] = Ending.Account,
        ["login_sessions.address"] = Ending.Account,
        ["login_sessions.agent"] = Ending.Account,
        ["mailbox.html"] = Ending.Account,
        ["mailbox.recipient"] = Ending.Account,
        ["mailbox.subject"] = Ending.Account,
        ["mailbox.text"] = Ending.Account,
        ["outgoing_emails.html"] = Ending.Account,
        ["outgoing_emails.recipient"] = Ending.Account,
        ["outgoing_emails.subject"] = Ending.Account,
        ["outgoing_emails.text"] = Ending.Account,
        ["sign_in_attempts.account"] = Ending.Account,
        ["sign_in_attempts.address"] = Ending.Account,
        ["user_claims.claim_value"] = Ending.Account,
        ["user_logins.provider_display_name"] = Ending.Account,
        ["user_logins.provider_key"] = Ending.Account,
        ["user_tokens.value"] = Ending.Account,
        ["users.authenticator_key"] = Ending.Account,
        ["users.email"] = Ending.Account,
        ["users.first_name"] = Ending.Account,
        ["users.language"] = Ending.Account,
        ["users.last_name"] = Ending.Account,
        ["users.normalized_email"] = Ending.Account,
        ["users.normalized_user_name"] = Ending.Account,
        ["users.password_hash"] = Ending.Account,
        ["users.phone_number"] = Ending.Account,
        ["users.security_stamp"] = Ending.Account,
        ["users.user_name"] = Ending.Account,
    };

    /// <summary>Text and bytes that say nothing of a customer.</summary>
    public static IReadOnlySet<string> Impersonal { get; } = new HashSet<string>
    {
        "api_keys.hash", "api_keys.name", "api_keys.prefix", "api_keys.scopes",
        "assistant_settings.escalate_on", "assistant_settings.greeting", "assistant_settings.name", "assistant_settings.tone",
        "assistant_turns.model", "assistant_turns.outcome", "assistant_turns.tools",
        "audit.kind",
        "canned_replies.shortcut", "canned_replies.text",
        "channels.account_id", "channels.display_name", "channels.display_number", "channels.external_id", "channels.problem", "channels.problem_until", "channels.provider", "channels.quality", "channels.secrets", "channels.state",
        "contact_addresses.kind",
        "data_protection_keys.name", "data_protection_keys.xml",
        "deliveries.door", "deliveries.outcome", "deliveries.provider",
        "delivery_notes.note", "delivery_notes.place",
        "early_receipts.code", "early_receipts.provider_message", "early_receipts.receipt",
        "email_codes.hash",
        "delivery_zones.cities", "delivery_zones.name", "delivery_zones.slots",
        "follow_up_texts.text", "follow_up_texts.tongue", "follow_ups.state", "follow_ups.why",
        "inbox.escalated", "inbox.tags", "inbox.preview_by", "inbox.preview_kind", "inbox.preview_state",
        "invoice_numbers.cause", "invoice_numbers.kind",
        "invoice_settings.address", "invoice_settings.exemption", "invoice_settings.footer", "invoice_settings.issue", "invoice_settings.legal_form", "invoice_settings.legal_name", "invoice_settings.mentions", "invoice_settings.vat_status",
        "invoices.currency", "invoices.kind", "invoices.order_number",
        "invitations.role", "invitations.token_hash",
        "login_sessions.security_stamp",
        "knowledge.answer", "knowledge.question",
        "media.kind", "media.mime_type", "media.problem", "media.source", "media.state",
        "memberships.role",
        "message_marks.target",
        "mt_event_progression.name",
        "mt_events.bdata", "mt_events.causation_id", "mt_events.correlation_id", "mt_events.headers", "mt_events.mt_dotnet_type", "mt_events.tenant_id", "mt_events.type",
        "mt_streams.tenant_id", "mt_streams.type",
        "organisation_keys.root", "organisation_keys.wrapped",
        "organisation_logos.bytes", "organisation_logos.type",
        "organisations.country", "organisations.currency", "organisations.kind", "organisations.languages", "organisations.name", "organisations.phone", "organisations.time_zone",
        "orders.city", "orders.currency", "orders.lines", "orders.number", "orders.picked", "orders.reason", "orders.slot", "orders.source", "orders.status",
        "outgoing_emails.error",
        "pickup_days.times",
        "product_photos.bytes", "product_photos.type",
        "products.category", "products.description", "products.other_option", "products.tags", "products.title",
        "qrtz_blob_triggers.blob_data", "qrtz_blob_triggers.sched_name", "qrtz_blob_triggers.trigger_group", "qrtz_blob_triggers.trigger_name",
        "qrtz_calendars.calendar", "qrtz_calendars.calendar_name", "qrtz_calendars.sched_name",
        "qrtz_cron_triggers.cron_expression", "qrtz_cron_triggers.sched_name", "qrtz_cron_triggers.time_zone_id", "qrtz_cron_triggers.trigger_group", "qrtz_cron_triggers.trigger_name",
        "qrtz_execution_history.entry_id", "qrtz_execution_history.error_message", "qrtz_execution_history.execution_log", "qrtz_execution_history.fire_instance_id", "qrtz_execution_history.instance_name", "qrtz_execution_history.job_group", "qrtz_execution_history.job_input", "qrtz_execution_history.job_name", "qrtz_execution_history.metrics", "qrtz_execution_history.sched_name", "qrtz_execution_history.summary", "qrtz_execution_history.trigger_group", "qrtz_execution_history.trigger_name",
        "qrtz_fired_triggers.entry_id", "qrtz_fired_triggers.execution_group", "qrtz_fired_triggers.instance_name", "qrtz_fired_triggers.job_group", "qrtz_fired_triggers.job_name", "qrtz_fired_triggers.progress_message", "qrtz_fired_triggers.sched_name", "qrtz_fired_triggers.state", "qrtz_fired_triggers.trigger_group", "qrtz_fired_triggers.trigger_name",
        "qrtz_job_details.description", "qrtz_job_details.job_class_name", "qrtz_job_details.job_data", "qrtz_job_details.job_group", "qrtz_job_details.job_name", "qrtz_job_details.sched_name",
        "qrtz_job_status.job_group", "qrtz_job_status.job_name", "qrtz_job_status.last_entry_id", "qrtz_job_status.last_failure_message", "qrtz_job_status.last_instance_name", "qrtz_job_status.last_summary", "qrtz_job_status.sched_name",
        "qrtz_locks.lock_name", "qrtz_locks.sched_name",
        "qrtz_misfire_history.entry_id", "qrtz_misfire_history.instance_name", "qrtz_misfire_history.job_group", "qrtz_misfire_history.job_name", "qrtz_misfire_history.sched_name", "qrtz_misfire_history.trigger_group", "qrtz_misfire_history.trigger_name",
        "qrtz_paused_job_grps.job_group", "qrtz_paused_job_grps.pause_reason", "qrtz_paused_job_grps.paused_by", "qrtz_paused_job_grps.sched_name",
        "qrtz_paused_trigger_grps.pause_reason", "qrtz_paused_trigger_grps.paused_by", "qrtz_paused_trigger_grps.sched_name", "qrtz_paused_trigger_grps.trigger_group",
        "qrtz_scheduler_state.instance_name", "qrtz_scheduler_state.quartz_version", "qrtz_scheduler_state.sched_name",
        "qrtz_simple_triggers.sched_name", "qrtz_simple_triggers.trigger_group", "qrtz_simple_triggers.trigger_name",
        "qrtz_simprop_triggers.sched_name", "qrtz_simprop_triggers.str_prop_1", "qrtz_simprop_triggers.str_prop_2", "qrtz_simprop_triggers.str_prop_3", "qrtz_simprop_triggers.time_zone_id", "qrtz_simprop_triggers.trigger_group", "qrtz_simprop_triggers.trigger_name",
        "qrtz_triggers.calendar_name", "qrtz_triggers.continues_trigger_group", "qrtz_triggers.continues_trigger_name", "qrtz_triggers.description", "qrtz_triggers.execution_group", "qrtz_triggers.job_data", "qrtz_triggers.job_group", "qrtz_triggers.job_name", "qrtz_triggers.pause_reason", "qrtz_triggers.paused_by", "qrtz_triggers.preferred_node", "qrtz_triggers.retry_policy", "qrtz_triggers.sched_name", "qrtz_triggers.trigger_group", "qrtz_triggers.trigger_name", "qrtz_triggers.trigger_state", "qrtz_triggers.trigger_type",
        "recovery_codes.hash",
        "scenes.kind", "scenes.lines", "scenes.product", "scenes.size", "scenes.title", "scenes.words",
        "schema_files.name",
        "snapshots.shape",
        "thread.by", "thread.failure", "thread.kind", "thread.provider_message", "thread.state",
        "todo.error", "todo.reaction",
        "user_claims.claim_type",
        "user_logins.login_provider",
        "user_tokens.login_provider", "user_tokens.name",
        "users.concurrency_stamp",
        "variants.colour", "variants.other", "variants.size", "variants.sku",
    };
}
