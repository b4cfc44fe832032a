using System.Text.Json;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>Meta's decisions about accounts, numbers and templates.</summary>
internal static class WhatsAppNews
{
    /// <returns>Null for a field that is not about the account.</returns>
    public static AccountNews? Read(string field, string? business, JsonElement value, string place)
    {
        var what = value.Text("event") ?? field;
        return field switch
        {
            "phone_number_quality_update" => new QualityNews(
                place, business, what, value.Text("display_phone_number"), value.Text("max_daily_conversations_per_business", "current_limit")),
            "business_capability_update" => new LimitNews(place, business, what, value.Whole("max_daily_conversations_per_business") ?? value.Whole("max_daily_conversation_per_phone")),
            "phone_number_name_update" => new NameNews(
                place, business, value.Text("decision") ?? field, value.Text("display_phone_number"), value.Text("requested_verified_name"), value.Text("rejection_reason")),
            "message_template_status_update" or "message_template_quality_update" or "template_category_update" or "message_template_components_update" =>
                Template(field, business, value, place),
            "account_update" => Account(value.Member("waba_info")?.Text("waba_id") ?? business, value, place),
            "account_review_update" => new StandingNews(place, business, field, value.Text("decision") is "APPROVED" ? Standing.Good : Standing.Noted) { Reason = value.Text("decision") },
            "account_alerts" => new StandingNews(place, business, field, Standing.Noted) { Reason = value.Text("alert_type", "alert_description") },
            "security" => new StandingNews(place, business, what, Standing.Noted),
            _ => null,
        };
    }

    /// <summary>By the members and not by the field: quality has been seen to come as a change of status.</summary>
    private static TemplateNews Template(string field, string? business, JsonElement value, string place)
    {
        var (aspect, from, to) = value switch
        {
            _ when value.Text("new_quality_score") is { } quality => (TemplateAspect.Quality, value.Text("previous_quality_score"), quality),
            _ when value.Text("correct_category") is { } right => (TemplateAspect.AnnouncedCategory, value.Text("new_category", "previous_category"), right),
            _ when value.Text("new_category") is { } category => (TemplateAspect.Category, value.Text("previous_category"), category),
            _ when value.Text("event") is { } status => (TemplateAspect.Status, null, status),
            _ => (TemplateAspect.Words, null, null),
        };

        return new(
            place, business, value.Text("event") ?? field, aspect,
            value.Text("message_template_id"), value.Text("message_template_name"), value.Text("message_template_language")?.Replace('-', '_'), from, to)
        {
            Reason = (value.Member("rejection_info")?.Text("reason") ?? value.Member("other_info")?.Text("title") ?? value.Text("reason")) is { } reason and not "NONE" ? reason : null,
            Category = value.Text("message_template_category"),
        };
    }

    private static StandingNews Account(string? business, JsonElement value, string place)
    {
        var what = value.Text("event") ?? "account_update";
        var ban = value.Member("ban_info") ?? default;
        var restriction = value.Items("restriction_info").FirstOrDefault();

        return what switch
        {
            "ACCOUNT_DELETED" or "PARTNER_REMOVED" or "PARTNER_APP_UNINSTALLED" or "ACCOUNT_OFFBOARDED" =>
                new(place, business, what, Standing.Gone) { Reason = value.Member("disconnection_info")?.Text("reason") },
            "PARTNER_ADDED" or "PARTNER_APP_INSTALLED" or "ACCOUNT_RECONNECTED" => new(place, business, what, Standing.Good),
            "ACCOUNT_RESTRICTION" => new(place, business, what, Standing.Restricted) { Reason = restriction.Text("restriction_type"), Until = restriction.Text("expiration") },
            "DISABLED_UPDATE" => ban.Text("waba_ban_state") switch
            {
                "REINSTATE" => new(place, business, what, Standing.Good),
                "SCHEDULE_FOR_DISABLE" => new(place, business, what, Standing.Restricted) { Reason = "SCHEDULE_FOR_DISABLE", Until = ban.Text("waba_ban_date") },
                _ => new(place, business, what, Standing.Banned) { Until = ban.Text("waba_ban_date") },
            },
            _ => new(place, business, what, Standing.Noted) { Reason = value.Member("violation_info")?.Text("violation_type") },
        };
    }
}
