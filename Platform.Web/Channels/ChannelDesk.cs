using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Identity.Organisations;
using Platform.Web.Live;
using Platform.Web.Store;
using Platform.Web.Store.Keys;
using Platform.Web.Templates;

namespace Platform.Web.Channels;

/// <summary>An account as it is being connected.</summary>
public sealed record NewChannel(string Provider, string ExternalId, string DisplayName, ChannelSecrets Secrets)
{
    public string? AccountId { get; init; }
    public string? DisplayNumber { get; init; }
    public string? Quality { get; init; }
    public int? PeopleADay { get; init; }
    public bool KeepsPhoneApp { get; init; }
    public bool IsFast { get; init; }
    public DateTimeOffset? TokenExpiresAt { get; init; }
    public string? Problem { get; init; }

    internal ChannelAccount Account => new(ExternalId, Secrets.Token) { AccountId = AccountId, Server = Secrets.Server, WebhookSecret = Secrets.Webhook };
}

/// <summary>Where a seller connects, pauses, moves and tries their numbers.</summary>
public sealed class ChannelDesk(PlatformDbs dbs, Keyring keyring, ChannelDirectory directory, IEnumerable<IMessageChannel> channels, TemplateShelf templates, LiveUpdates live, TimeProvider clock)
{
    public static void Demand(Actor by)
    {
        if (by is not { Kind: ActorKind.Member, Role: Role.Owner or Role.Admin } and not { Kind: ActorKind.System }) throw new UnauthorizedAccessException("Channels are the owner's and the administrators'");
    }

    public async Task<List<Channel>> ListAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<Channel>().AsNoTracking().Where(channel => channel.OrganisationId == organisation.Value).OrderBy(channel => channel.CreatedAt).ToListAsync(ct);
    }

    /// <summary>The one that is meant when nobody says which: the chosen one, or else the oldest.</summary>
    public async Task<Channel?> DefaultAsync(OrganisationId organisation, CancellationToken ct) => DefaultOf(await ListAsync(organisation, ct));

    public static Channel? DefaultOf(List<Channel> channels) => channels.Find(channel => channel.IsDefault) ?? channels.FirstOrDefault();

    /// <summary>Credentials are tried before they are kept.</summary>
    /// <param name="into">The channel that moves to this account, with its contacts and history; null for a new one.</param>
    /// <returns>Why not, or null.</returns>
    public async Task<string?> ConnectAsync(Actor by, NewChannel made, ChannelId? into, CancellationToken ct)
    {
        Demand(by);
        try
        {
            await channels.First(channel => channel.Provider == made.Provider).ProveAsync(made.Account, ct);
        }
        catch (ProviderException e)
        {
            // What was never let in has not expired.
            return e.Reason is Trouble.AccessExpired or Trouble.AccessMissing ? "credentials_refused" : e.Reason;
        }

        return await SaveAsync(by, made, into, ct);
    }

    /// <summary>The same account again refreshes its channel; an account of another organisation is refused.</summary>
    public async Task<string?> SaveAsync(Actor by, NewChannel made, ChannelId? into, CancellationToken ct)
    {
        Demand(by);
        await using var db = dbs.Open(by.Organisation);
        var channel = await db.Set<Channel>().FirstOrDefaultAsync(
            c => c.OrganisationId == by.Organisation.Value && (into != null ? c.Id == into.Value.Value : c.Provider == made.Provider && c.ExternalId == made.ExternalId), ct);
        if (into is not null && channel is null) return "channel_gone";
        if (channel is not null) directory.Forget(channel);

        channel ??= db.Add(new Channel
        {
            OrganisationId = by.Organisation.Value,
            Id = Guid.CreateVersion7(),
            Provider = made.Provider,
            ExternalId = made.ExternalId,
            DisplayName = made.DisplayName,
            Secrets = [],
            State = ChannelState.Live,
            CreatedAt = clock.GetUtcNow(),
        }).Entity;

        (channel.Provider, channel.ExternalId, channel.AccountId) = (made.Provider, made.ExternalId, made.AccountId);
        (channel.DisplayName, channel.DisplayNumber) = (made.DisplayName, made.DisplayNumber);
        (channel.Quality, channel.PeopleADay, channel.TokenExpiresAt) = (made.Quality, made.PeopleADay, made.TokenExpiresAt);
        (channel.KeepsPhoneApp, channel.IsFast) = (made.KeepsPhoneApp, made.IsFast);
        (channel.State, channel.Problem, channel.ProblemUntil) = (made.Problem is null ? ChannelState.Live : ChannelState.Broken, made.Problem, null);
        channel.Secrets = await keyring.SealAsync(by.Organisation, made.Secrets.Write(), ct);

        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation, ConstraintName: "channels_external" })
        {
            return "number_taken";
        }

        Told(channel);
        await templates.AskAsync(by.Organisation, new(channel.Id), ct);
        return null;
    }

    public Task PauseAsync(Actor by, ChannelId id, CancellationToken ct) => ChangeAsync(by, id, channel => channel.State = ChannelState.Paused, ct);

    /// <summary>What was wrong is tried again: if it still is, the next message says so.</summary>
    public Task ResumeAsync(Actor by, ChannelId id, CancellationToken ct) => ChangeAsync(by, id, channel =>
    {
        channel.State = ChannelState.Live;
        (channel.Problem, channel.ProblemUntil, channel.ProblemAt) = (null, null, null);
    }, ct);

    /// <summary>The provider was asked to let the number in. The PIN that opened it is kept with it.</summary>
    /// <param name="problem">Why it did not; null when it did.</param>
    internal async Task RegisteredAsync(Actor by, ChannelId id, string pin, string? problem, CancellationToken ct)
    {
        Demand(by);
        await using var db = dbs.Open(by.Organisation);
        if (await db.Set<Channel>().FirstOrDefaultAsync(c => c.OrganisationId == by.Organisation.Value && c.Id == id.Value, ct) is not { } channel) return;

        if (problem is null)
        {
            var secrets = ChannelSecrets.Read(await keyring.OpenAsync(by.Organisation, channel.Secrets, ct));
            channel.Secrets = await keyring.SealAsync(by.Organisation, (secrets with { Pin = pin }).Write(), ct);
        }

        (channel.State, channel.Problem) = (problem is null ? ChannelState.Live : ChannelState.Broken, problem);
        (channel.ProblemUntil, channel.ProblemAt) = (null, problem is null ? null : clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        Told(channel);
    }

    public async Task MakeDefaultAsync(Actor by, ChannelId id, CancellationToken ct)
    {
        Demand(by);
        await using var db = dbs.Open(by.Organisation);
        await db.Set<Channel>().Where(c => c.OrganisationId == by.Organisation.Value).ExecuteUpdateAsync(set => set.SetProperty(c => c.IsDefault, c => c.Id == id.Value), ct);
    }

    /// <summary>A few words to the seller's own phone, whose number may be written as at home.</summary>
    /// <returns>Why not, or null.</returns>
    public async Task<string?> TryAsync(Actor by, ChannelId id, string number, string words, CancellationToken ct)
    {
        Demand(by);
        if (!PhoneNumber.TryParse(number, await HomeAsync(by.Organisation, ct), out var to)) return "number_unreadable";
        if (await directory.AccountAsync(by.Organisation, id, ct) is not { } account) return "channel_gone";
        if (account.Stopped is { } why) return why;

        try
        {
            var message = new Outgoing(new(AddressKind.Phone, to.Value.Value), new Content.Text(words), Reference: Guid.CreateVersion7().ToString("D"));
            await channels.First(channel => channel.Provider == account.Provider).SendAsync(account.Credentials, message, ct);
            return null;
        }
        catch (ProviderException e)
        {
            return e.Reason;
        }
    }

    private async Task<Country?> HomeAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return Country.Find(await db.Set<Organisation>().Where(o => o.Id == organisation.Value).Select(o => o.Country).FirstAsync(ct));
    }

    private async Task ChangeAsync(Actor by, ChannelId id, Action<Channel> change, CancellationToken ct)
    {
        Demand(by);
        await using var db = dbs.Open(by.Organisation);
        if (await db.Set<Channel>().FirstOrDefaultAsync(c => c.OrganisationId == by.Organisation.Value && c.Id == id.Value, ct) is not { } channel) return;

        change(channel);
        await db.SaveChangesAsync(ct);
        Told(channel);
    }

    private void Told(Channel channel)
    {
        directory.Forget(channel);
        live.Publish(new Change(new(channel.OrganisationId), nameof(Channel), channel.Id));
    }
}
