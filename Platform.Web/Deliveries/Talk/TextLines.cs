using Microsoft.Extensions.Options;
using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Integrations;
using Platform.Integrations.Sms;
using Platform.Web.Deliveries.Couriers;

namespace Platform.Web.Deliveries.Talk;

/// <summary>The way to couriers without WhatsApp: one line for the whole installation, where there is one.</summary>
public sealed class TextLines(IEnumerable<ITextLine> texts, IEnumerable<IVoiceLine> voices, IOptions<TextOptions> options)
{
    /// <summary>Couriers who press buttons on a page need not be told by text what they have just pressed.</summary>
    private static readonly HashSet<string> Unneeded = ["picked_up", "on_the_way", "delivered", "delivered_cash", "failed", "expired"];

    /// <summary>How couriers can be reached here.</summary>
    public IReadOnlyList<ContactWay> Ways =>
    [
        ContactWay.WhatsApp,
        .. Text is null ? Array.Empty<ContactWay>() : [ContactWay.Sms],
        .. Voice is null ? Array.Empty<ContactWay>() : [ContactWay.Call],
    ];

    public ITextLine? Text => texts.FirstOrDefault(line => line.Provider == options.Value.Provider);
    public IVoiceLine? Voice => voices.FirstOrDefault(line => line.Provider == options.Value.Provider);

    /// <returns>The provider's id; null for news that is not worth a text.</returns>
    public async Task<string?> SendAsync(CourierRow to, CourierMessage message, CancellationToken ct)
    {
        var number = PhoneNumber.TryParse(to.Phone, country: null, out var phone) ? phone.Value : throw new ProviderException("invalid_number", ProviderFault.Final) { Reason = Trouble.NotReachable };
        if (message.Offer is { } offer && to.Way is ContactWay.Call)
            return await (Voice ?? throw Missing()).CallAsync(number, offer.Value.ToString("N"), ct);

        return Unneeded.Contains(message.Kind) ? null : await (Text ?? throw Missing()).SendAsync(number, message.Brief ?? message.Text, ct);
    }

    private static ProviderException Missing() => new("no_text_line", ProviderFault.Fix) { Reason = Trouble.NumberNotRegistered };
}
