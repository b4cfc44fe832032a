using System.ComponentModel.DataAnnotations.Schema;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging.WhatsApp;
using Platform.Web.Identity.Organisations;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Channels;

/// <summary>A seller on their way through Meta's dialog.</summary>
[Table("channel_signups"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class ChannelSignUp
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    public required Guid Member { get; init; }
    public required bool KeepsPhoneApp { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }
    public DateTimeOffset? UsedAt { get; set; }
}

/// <summary>
/// Connects a number by Meta's own dialog. What comes back through the browser is a code and our own state;
/// which accounts and numbers the code opens is asked of Meta, and never read from the address.
/// </summary>
public sealed class SignUps(PlatformDbs dbs, RootKey root, WhatsAppOnboarding meta, ChannelDesk desk, ChannelDirectory directory, PublicAddress address, TimeProvider clock)
{
    private const int PinLength = 6;
    private static readonly TimeSpan Open = TimeSpan.FromMinutes(30);

    public bool IsConfigured => meta.IsConfigured;

    private Uri Back => new(address.Of("/onboarding/callback"));

    /// <returns>Where the seller's browser goes.</returns>
    public async Task<Uri> BeginAsync(Actor by, bool keepsPhoneApp, CancellationToken ct)
    {
        ChannelDesk.Demand(by);
        await using var db = dbs.Open(by.Organisation);
        var organisation = await db.Set<Organisation>().AsNoTracking().FirstAsync(o => o.Id == by.Organisation.Value, ct);
        var signUp = new ChannelSignUp
        {
            OrganisationId = by.Organisation.Value,
            Id = Guid.CreateVersion7(),
            Member = by.Id ?? Guid.Empty,
            KeepsPhoneApp = keepsPhoneApp,
            ExpiresAt = clock.GetUtcNow() + Open,
        };
        db.Add(signUp);
        await db.SaveChangesAsync(ct);
        return meta.Dialog(Back, StateOf(by.Organisation, signUp.Id), new(organisation.Name, Country: organisation.Country, KeepsPhoneApp: keepsPhoneApp));
    }

    /// <returns>Why not, or null when the number is connected.</returns>
    public async Task<string?> FinishAsync(Actor by, string? state, string? code, string? error, CancellationToken ct)
    {
        ChannelDesk.Demand(by);
        if (await UseAsync(by.Organisation, state, ct) is not { } signUp) return "signup_unknown";
        if (code is not { Length: > 0 }) return error is "access_denied" ? "signup_cancelled" : "signup_refused";

        try
        {
            // The code is good for once: a seller who closes the tab now is connected all the same.
            return await ConnectAsync(by, signUp, code, CancellationToken.None);
        }
        catch (ProviderException e)
        {
            return e.Reason;
        }
    }

    /// <summary>Puts a number into service that is connected and was not let in: with the PIN it has already, which its seller knows, or with one of ours.</summary>
    /// <param name="typed">As the seller wrote it; null for ours.</param>
    /// <returns>Why not, or null.</returns>
    public async Task<string?> RegisterAsync(Actor by, ChannelId id, string? typed, CancellationToken ct)
    {
        ChannelDesk.Demand(by);
        var pin = typed is null ? NewPin() : DigitsOf(typed);
        if (pin.Length != PinLength) return "pin_unreadable";
        if (await directory.AccountAsync(by.Organisation, id, ct) is not { Provider: WhatsAppRegistration.Provider, Credentials: var account }) return "channel_gone";

        var problem = await RegisterAsync(account.AccessToken, account.ExternalId, pin, ct);
        await desk.RegisteredAsync(by, id, pin, problem, ct);
        return problem;
    }

    private async Task<string?> ConnectAsync(Actor by, ChannelSignUp signUp, string code, CancellationToken ct)
    {
        var grant = await meta.ExchangeAsync(code, Back, ct);
        var reach = await meta.InspectAsync(grant.Token, ct);
        if (!reach.IsValid) return Trouble.AccessExpired;
        if (!reach.CanManage || !reach.CanMessage) return Trouble.AccessMissing;

        var (connected, problem) = (0, default(string));
        foreach (var account in reach.Accounts)
        {
            var numbers = await meta.ReadNumbersAsync(grant.Token, account, ct);
            foreach (var number in numbers) problem = await TakeAsync(by, signUp, grant, account, number, ct) ?? problem;

            // The past is told once, to who listens by then.
            await meta.SubscribeAsync(grant.Token, account, ct);
            if (signUp.KeepsPhoneApp)
                foreach (var number in numbers) problem = await BringOverAsync(grant.Token, number.Id, ct) ?? problem;
            connected += numbers.Count;
        }

        return connected == 0 ? "signup_without_number" : problem;
    }

    /// <summary>A number that refuses its PIN is kept all the same: what is missing is said there, and nothing has to be done twice.</summary>
    private async Task<string?> TakeAsync(Actor by, ChannelSignUp signUp, WhatsAppOnboarding.Grant grant, string account, WhatsAppOnboarding.Number number, CancellationToken ct)
    {
        var pin = NewPin();
        var problem = number.InPhoneApp || signUp.KeepsPhoneApp ? null : await RegisterAsync(grant.Token, number.Id, pin, ct);

        var refused = await desk.SaveAsync(by, new(WhatsAppRegistration.Provider, number.Id, number.Name ?? number.Display, new ChannelSecrets(grant.Token, Pin: pin))
        {
            AccountId = account,
            DisplayNumber = number.Display,
            Quality = number.Quality,
            PeopleADay = DailyLimit.Of(number.Limit),
            KeepsPhoneApp = number.InPhoneApp || signUp.KeepsPhoneApp,
            IsFast = number.IsFast,
            TokenExpiresAt = grant.ExpiresAt,
            Problem = problem,
        }, into: null, ct);
        return refused ?? problem;
    }

    private async Task<string?> RegisterAsync(string token, string number, string pin, CancellationToken ct)
    {
        try
        {
            await meta.RegisterAsync(token, number, pin, ct);
            return null;
        }
        catch (ProviderException e) when (e.Fault is not ProviderFault.Unknown)
        {
            return e.Reason;
        }
    }

    /// <summary>The number works without its past; Meta gives it once and only for a day.</summary>
    private async Task<string?> BringOverAsync(string token, string number, CancellationToken ct)
    {
        try
        {
            await meta.BringOverAsync(token, number, PhoneAppData.Contacts, ct);
            await meta.BringOverAsync(token, number, PhoneAppData.History, ct);
            return null;
        }
        catch (ProviderException)
        {
            return "past_missing";
        }
    }

    /// <summary>The database settles that only one of two uses it, and only in the organisation that began it.</summary>
    private async Task<ChannelSignUp?> UseAsync(OrganisationId organisation, string? state, CancellationToken ct)
    {
        if (IdOf(organisation, state) is not { } id) return null;

        var now = clock.GetUtcNow();
        await using var db = dbs.Open(organisation);
        var used = await db.Set<ChannelSignUp>()
            .Where(s => s.OrganisationId == organisation.Value && s.Id == id && s.UsedAt == null && s.ExpiresAt > now)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.UsedAt, now), ct);
        return used == 1 ? await db.Set<ChannelSignUp>().AsNoTracking().FirstAsync(s => s.OrganisationId == organisation.Value && s.Id == id, ct) : null;
    }

    private static string NewPin() => RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>In whichever figures, with or without spaces.</summary>
    private static string DigitsOf(string typed) => string.Concat(typed.Where(char.IsDigit).Select(digit => (int)char.GetNumericValue(digit)));

    private string StateOf(OrganisationId organisation, Guid id) => $"{id:N}.{Convert.ToHexStringLower(Proof(organisation, id))}";

    private Guid? IdOf(OrganisationId organisation, string? state) =>
        state?.Split('.') is [var name, { Length: 64 } proof] && Guid.TryParseExact(name, "N", out var id)
        && CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(proof), System.Text.Encoding.ASCII.GetBytes(Convert.ToHexStringLower(Proof(organisation, id))))
            ? id
            : null;

    private byte[] Proof(OrganisationId organisation, Guid id) => HMACSHA256.HashData(root.Derive("channel sign-up"), Keyring.Context(organisation, id));
}
