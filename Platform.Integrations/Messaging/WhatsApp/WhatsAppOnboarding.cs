using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Platform.Integrations.Http;

namespace Platform.Integrations.Messaging.WhatsApp;

/// <summary>
/// Connects a seller's number by Meta's own dialog (Embedded Signup). What the browser brings back is only ever a code:
/// which accounts and numbers it opens is asked of Meta.
/// </summary>
public sealed class WhatsAppOnboarding
{
    private const string Management = "whatsapp_business_management";
    private const string Messaging = "whatsapp_business_messaging";

    private static readonly string NumberFields = string.Join(',',
        "id", "display_phone_number", "verified_name", "quality_rating", "code_verification_status", "name_status", "status", "platform_type", "throughput",
        "whatsapp_business_manager_messaging_limit", "is_on_biz_app");

    private readonly WhatsAppGraph graph;
    private readonly WhatsAppOptions options;
    private readonly TimeProvider clock;

    internal WhatsAppOnboarding(WhatsAppGraph graph, IOptions<WhatsAppOptions> options, TimeProvider clock)
    {
        this.graph = graph;
        this.options = options.Value;
        this.clock = clock;
    }

    /// <summary>Without an app of ours at Meta there is no dialog to open.</summary>
    public bool IsConfigured => options is { AppId.Length: > 0, ConfigurationId.Length: > 0 };

    /// <param name="Business">Fills the dialog in; the seller may change it there.</param>
    public sealed record Wishes(string? Business = null, string? Email = null, string? Country = null, string? Website = null, bool KeepsPhoneApp = false);

    /// <param name="Token">For this seller's accounts only.</param>
    /// <param name="ExpiresAt">Null for one that does not.</param>
    public sealed record Grant(string Token, DateTimeOffset? ExpiresAt)
    {
        /// <summary>Without the token: grants pass through logs.</summary>
        public override string ToString() => "grant";
    }

    /// <summary>What a token really opens.</summary>
    public sealed record Reach(bool IsValid, IReadOnlyList<string> Accounts, IReadOnlyList<string> Scopes, DateTimeOffset? ExpiresAt)
    {
        public bool CanManage => Scopes.Contains(Management);
        public bool CanMessage => Scopes.Contains(Messaging);
    }

    public sealed record Account(string Id, string? Name, string? Currency, string? Review);

    /// <param name="Limit">How many people may be written to in a day: `TIER_250` … `TIER_UNLIMITED`.</param>
    /// <param name="InPhoneApp">It also lives in the seller's WhatsApp Business app and must not be registered.</param>
    /// <param name="IsFast">Carries a thousand messages a second instead of eighty.</param>
    public sealed record Number(string Id, string Display, string? Name, string? Quality, string? Status, string? NameStatus, string? Limit, bool InPhoneApp, bool IsFast);

    /// <param name="CanSend">`AVAILABLE`, `LIMITED` or `BLOCKED`.</param>
    /// <param name="Codes">Why it is not available.</param>
    public sealed record Health(string CanSend, IReadOnlyList<string> Codes);

    /// <summary>Where the seller's browser goes; Meta sends it back to <paramref name="back"/> with a code and our state.</summary>
    public Uri Dialog(Uri back, string state, Wishes wishes) => new(QueryHelpers.AddQueryString(
        $"{options.DialogUrl.ToString().TrimEnd('/')}/{options.Version}/dialog/oauth",
        new Dictionary<string, string?>
        {
            ["client_id"] = options.AppId,
            ["config_id"] = options.ConfigurationId,
            ["redirect_uri"] = back.AbsoluteUri,
            ["response_type"] = "code",
            ["override_default_response_type"] = "true",
            ["state"] = state,
            ["extras"] = JsonSerializer.Serialize(new
            {
                setup = new { business = new { name = wishes.Business, email = wishes.Email, website = wishes.Website, address = wishes.Country is null ? null : new { country = wishes.Country } } },
                featureType = wishes.KeepsPhoneApp ? "whatsapp_business_app_onboarding" : null,
                version = "v4",
            }, Calling.Json),
        }));

    /// <summary>A code lives thirty seconds and works once.</summary>
    /// <param name="back">The same address as in the dialog; null where Meta's script opened it.</param>
    public async Task<Grant> ExchangeAsync(string code, Uri? back, CancellationToken ct)
    {
        var answer = await graph.GetAsync(null, "oauth/access_token", ct,
            ("client_id", options.AppId), ("client_secret", options.AppSecret), ("code", code), ("redirect_uri", back?.AbsoluteUri));
        var token = answer.Text("access_token") is { Length: > 0 } given ? given : throw new ProviderException("no_token", ProviderFault.Final) { Reason = Trouble.CodeExpired };
        return new(token, answer.Whole("expires_in") is > 0 and var seconds ? clock.GetUtcNow().AddSeconds(seconds) : null);
    }

    public async Task<Reach> InspectAsync(string token, CancellationToken ct)
    {
        var answer = await graph.GetAsync(null, "debug_token", ct, ("input_token", token), ("access_token", $"{options.AppId}|{options.AppSecret}"));
        var data = answer.Member("data") ?? default;
        var isOurs = data.Text("app_id") is not { } app || app == options.AppId;
        var granular = data.Items("granular_scopes").ToList();

        return new(
            data.Flag("is_valid") && isOurs,
            [.. granular.Where(scope => scope.Text("scope") == Management).SelectMany(scope => scope.Items("target_ids")).Select(id => id.ToString()).Distinct()],
            [.. data.Items("scopes").Select(scope => scope.ToString()).Union(granular.Select(scope => scope.Text("scope") ?? ""))],
            data.Instant("expires_at"));
    }

    public async Task<Account> ReadAccountAsync(string token, string account, CancellationToken ct)
    {
        var answer = await graph.GetAsync(token, Uri.EscapeDataString(account), ct, ("fields", "id,name,currency,account_review_status"));
        return new(answer.Text("id") ?? account, answer.Text("name"), answer.Text("currency"), answer.Text("account_review_status"));
    }

    public async Task<IReadOnlyList<Number>> ReadNumbersAsync(string token, string account, CancellationToken ct)
    {
        var answer = await graph.GetAsync(token, $"{Uri.EscapeDataString(account)}/phone_numbers", ct, ("fields", NumberFields));
        return [.. answer.Items("data").Where(number => number.Text("id") is { Length: > 0 }).Select(NumberOf)];
    }

    /// <summary>Quality, limit and status as they are now.</summary>
    public async Task<Number> ReadNumberAsync(string token, string number, CancellationToken ct) =>
        NumberOf(await graph.GetAsync(token, Uri.EscapeDataString(number), ct, ("fields", NumberFields)));

    public async Task<Health> ReadHealthAsync(string token, string id, CancellationToken ct)
    {
        var answer = await graph.GetAsync(token, Uri.EscapeDataString(id), ct, ("fields", "health_status"));
        var health = answer.Member("health_status") ?? default;
        return new(
            health.Text("can_send_message") ?? "AVAILABLE",
            [.. health.Items("entities").SelectMany(entity => entity.Items("errors")).Select(error => error.Text("error_code") ?? "").Where(code => code.Length > 0).Distinct()]);
    }

    /// <summary>Puts the number into service here. Where it already has a two-step PIN this must be it.</summary>
    public Task RegisterAsync(string token, string number, string pin, CancellationToken ct) =>
        graph.PostAsync(token, $"{Uri.EscapeDataString(number)}/register", new { messaging_product = "whatsapp", pin }, ct);

    /// <summary>From now on the account's webhooks come to us.</summary>
    public Task SubscribeAsync(string token, string account, CancellationToken ct) =>
        graph.PostAsync(token, $"{Uri.EscapeDataString(account)}/subscribed_apps", new { }, ct);

    public async Task<bool> IsSubscribedAsync(string token, string account, CancellationToken ct)
    {
        var answer = await graph.GetAsync(token, $"{Uri.EscapeDataString(account)}/subscribed_apps", ct);
        return answer.Items("data").Any(app => app.Member("whatsapp_business_api_data")?.Text("id") == options.AppId);
    }

    /// <summary>Asks for what is in the seller's phone app: once each, within a day of connecting.</summary>
    public Task BringOverAsync(string token, string number, PhoneAppData what, CancellationToken ct) => graph.PostAsync(
        token, $"{Uri.EscapeDataString(number)}/smb_app_data", new { messaging_product = "whatsapp", sync_type = what is PhoneAppData.Contacts ? "smb_app_state_sync" : "history" }, ct);

    private static Number NumberOf(JsonElement number) => new(
        number.Text("id") ?? "",
        number.Text("display_phone_number") ?? "",
        number.Text("verified_name"),
        number.Text("quality_rating"),
        number.Text("status"),
        number.Text("name_status"),
        number.Text("whatsapp_business_manager_messaging_limit"),
        number.Flag("is_on_biz_app"),
        number.Member("throughput")?.Text("level") is "HIGH");
}

public enum PhoneAppData { Contacts, History }
