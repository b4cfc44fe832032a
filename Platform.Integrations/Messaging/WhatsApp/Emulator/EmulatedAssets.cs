using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Platform.Integrations.Messaging.Emulation;

namespace Platform.Integrations.Messaging.WhatsApp.Emulator;

/// <summary>What lies at Meta: accounts, their numbers, and who holds a token to them.</summary>
internal sealed class EmulatedAssets(TimeProvider clock)
{
    private static readonly TimeSpan CodeLives = TimeSpan.FromSeconds(30);
    private static readonly string[] AllScopes = ["whatsapp_business_management", "whatsapp_business_messaging"];

    private readonly ConcurrentDictionary<string, Phone> phones = new();
    private readonly ConcurrentDictionary<string, Business> businesses = new();
    private readonly ConcurrentDictionary<string, Grant> grants = new();
    private readonly ConcurrentDictionary<string, Code> codes = new();

    public EmulatedTemplates Templates { get; } = new();
    public EmulatedMedia Media { get; } = new();

    /// <summary>A number in service, or about to be.</summary>
    public sealed class Phone(WhatsAppEmulator.Number number, bool isRegistered)
    {
        public WhatsAppEmulator.Number Number { get; } = number;
        public bool IsRegistered { get; set; } = isRegistered;
        public string? Pin { get; set; }
        public string Quality { get; set; } = "GREEN";
        public string Limit { get; set; } = "TIER_2K";
        public bool InPhoneApp { get; init; }

        /// <summary>Numbers without a daily limit are carried faster.</summary>
        public bool IsFast => Limit is "TIER_UNLIMITED";

        /// <summary>What of the phone app's was asked for already.</summary>
        public HashSet<string> HandedOver { get; } = [];
        public int WrongPins { get; set; }

        /// <summary>What the number tells about itself, as it was last written.</summary>
        public JsonElement Profile { get; set; } = JsonSerializer.SerializeToElement(new { messaging_product = "whatsapp", about = "", address = "", description = "", email = "", vertical = "RETAIL", websites = Array.Empty<string>() });
    }

    public sealed class Business(string id, string name)
    {
        public string Id { get; } = id;
        public string Name { get; } = name;
        public bool IsSubscribed { get; set; }
    }

    public sealed record Grant(string Account, IReadOnlyList<string> Scopes, DateTimeOffset ExpiresAt);

    private sealed record Code(string Token, string Back, DateTimeOffset Until)
    {
        public bool IsUsed { get; init; }
    }

    public enum Exchange { Granted, Unknown, Expired, Used, OtherAddress }

    public void Register(WhatsAppEmulator.Number number)
    {
        phones[number.Id] = new(number, isRegistered: true);
        businesses.GetOrAdd(number.Account, _ => new(number.Account, number.Name)).IsSubscribed = true;
        grants[number.Token] = new(number.Account, AllScopes, DateTimeOffset.MaxValue);
    }

    public Phone? FindPhone(string id) => phones.GetValueOrDefault(id);
    public Business? FindBusiness(string id) => businesses.GetValueOrDefault(id);
    public Grant? FindGrant(string token) => grants.GetValueOrDefault(token) is { } grant && grant.ExpiresAt > clock.GetUtcNow() ? grant : null;
    public IEnumerable<Phone> PhonesOf(string account) => phones.Values.Where(phone => phone.Number.Account == account).OrderBy(phone => phone.Number.Id, StringComparer.Ordinal);
    public void Revoke(string token) => grants.TryRemove(token, out _);

    /// <summary>The company behind an account.</summary>
    public static string OwnerOf(string account) => $"1{account}";

    /// <summary>Webhooks of everybody go to the app's one address.</summary>
    public Uri? Webhook => phones.Values.Select(phone => phone.Number.Webhook).FirstOrDefault();

    /// <summary>The seller said yes in the dialog: an account and a number come into being, and a code that opens them.</summary>
    public string Connect(string business, string display, string? pin, bool inPhoneApp, bool withPermissions, string back, Uri webhook)
    {
        var (account, number, token) = (Digits(15), Digits(15), "EAAG" + Convert.ToHexString(RandomNumberGenerator.GetBytes(24)));
        phones[number] = new(new(number, account, display, token, webhook) { Name = business }, isRegistered: inPhoneApp) { Pin = pin, InPhoneApp = inPhoneApp };
        businesses[account] = new(account, business);
        grants[token] = new(account, withPermissions ? AllScopes : [], clock.GetUtcNow().AddDays(60));

        var code = "AQ" + Convert.ToHexString(RandomNumberGenerator.GetBytes(32));
        codes[code] = new(token, back, clock.GetUtcNow() + CodeLives);
        return code;
    }

    public (Exchange Outcome, string? Token) Redeem(string code, string? back)
    {
        if (!codes.TryGetValue(code, out var known)) return (Exchange.Unknown, null);
        if (known.IsUsed) return (Exchange.Used, null);
        if (known.Until < clock.GetUtcNow()) return (Exchange.Expired, null);
        if (known.Back != back) return (Exchange.OtherAddress, null);
        return codes.TryUpdate(code, known with { IsUsed = true }, known) ? (Exchange.Granted, known.Token) : (Exchange.Used, null);
    }

    private static string Digits(int count) => RandomNumberGenerator.GetString("123456789", count);
}
