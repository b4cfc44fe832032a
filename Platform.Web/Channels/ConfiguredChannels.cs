using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging.Twilio;
using Platform.Integrations.Messaging.Wati;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>Accounts the operator names in the environment become channels of the first organisation, and follow the environment at every start.</summary>
public sealed partial class ConfiguredChannels(PlatformDbs dbs, ChannelDesk desk, IConfiguration configuration, ILogger<ConfiguredChannels> log)
{
    public async Task EnsureAsync(CancellationToken ct)
    {
        NewChannel[] named = [.. new[] { Meta(), Twilio(), Wati() }.OfType<NewChannel>()];
        if (named is [] || await FirstAsync(ct) is not { } organisation) return;

        foreach (var channel in named)
            if (await desk.SaveAsync(Actor.System(organisation), channel, into: null, ct) is { } problem)
                LogRefused(channel.Provider, problem);
    }

    private NewChannel? Meta() =>
        configuration.GetValue("WHATSAPP_ENABLED", defaultValue: true)
        && Of("WHATSAPP_PHONE_NUMBER_ID") is { } number && (Of("WHATSAPP_ACCESS_TOKEN") ?? Of("WHATSAPP_API_TOKEN")) is { } token
            ? new(WhatsAppRegistration.Provider, number, "WhatsApp", new(token)) { AccountId = Of("WHATSAPP_BUSINESS_ACCOUNT_ID") }
            : null;

    private NewChannel? Twilio() =>
        Of("TWILIO_ACCOUNT_SID") is { } account && Of("TWILIO_AUTH_TOKEN") is { } token && Of("TWILIO_WHATSAPP_FROM") is { } from
            ? new(TwilioRegistration.Provider, Number(from), "Twilio", new(token)) { AccountId = account, DisplayNumber = Number(from) }
            : null;

    private NewChannel? Wati() =>
        Of("WATI_API_URL") is { } server && Uri.TryCreate(server, UriKind.Absolute, out var address) && Of("WATI_API_KEY") is { } token && Of("WATI_ACCOUNT_ID") is { } tenant
            ? new(WatiRegistration.Provider, tenant, "Wati", new(token, Of("WATI_WEBHOOK_SECRET"), address))
            : null;

    private async Task<OrganisationId?> FirstAsync(CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        var first = await db.Set<Organisation>().AsNoTracking().Where(o => o.Kind == OrganisationKind.Seller).OrderBy(o => o.CreatedAt).Select(o => (Guid?)o.Id).FirstOrDefaultAsync(ct);
        return first is { } id ? new(id) : null;
    }

    private string? Of(string name) => configuration[name] is { Length: > 0 } value ? value : null;

    private static string Number(string address) => address.StartsWith("whatsapp:", StringComparison.Ordinal) ? address["whatsapp:".Length..] : address;

    [LoggerMessage(LogLevel.Error, "The {Provider} account of the environment cannot be used here: {Problem}")]
    private partial void LogRefused(string provider, string problem);
}
