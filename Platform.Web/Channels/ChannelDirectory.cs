using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;
using Platform.Web.Live;
using Platform.Web.Store;
using Platform.Web.Store.Keys;

namespace Platform.Web.Channels;

/// <summary>Whose number is this, and with what do we write from it.</summary>
public sealed class ChannelDirectory
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<(string Provider, string ExternalId), (Found Found, DateTimeOffset Until)> known = new();

    private readonly PlatformDbs dbs;
    private readonly Keyring keyring;
    private readonly TimeProvider clock;
    private readonly SharedReading<(OrganisationId, ChannelId), Account?> accounts;

    public ChannelDirectory(PlatformDbs dbs, Keyring keyring, TimeProvider clock)
    {
        (this.dbs, this.keyring, this.clock) = (dbs, keyring, clock);
        accounts = new(of => ReadAccountAsync(of.Item1, of.Item2));
    }

    public sealed record Found(OrganisationId Organisation, ChannelId Channel);

    /// <summary>
    /// A webhook knows the number only; so this one question goes across organisations. That nobody has a number is never remembered:
    /// they may be connecting it on another node, and what comes right after must not be lost.
    /// </summary>
    public async ValueTask<Found?> FindAsync(string provider, string externalId, CancellationToken ct)
    {
        if (known.TryGetValue((provider, externalId), out var held) && held.Until > clock.GetUtcNow()) return held.Found;

        await using var db = dbs.OpenAcross();
        var found = await db.Set<Channel>().AsNoTracking()
            .Where(channel => channel.Provider == provider && channel.ExternalId == externalId)
            .Select(channel => new Found(new OrganisationId(channel.OrganisationId), new ChannelId(channel.Id)))
            .FirstOrDefaultAsync(ct);

        if (found is null) return null;
        if (known.Count > 10_000) known.Clear();
        known[(provider, externalId)] = (found, clock.GetUtcNow() + Kept);
        return found;
    }

    /// <summary>As it stands now: a rush of replies asks once for each moment, and never hears of a moment before it asked.</summary>
    public Task<Account?> AccountAsync(OrganisationId organisation, ChannelId channel, CancellationToken ct) => accounts.ReadAsync((organisation, channel)).WaitAsync(ct);

    private async Task<Account?> ReadAccountAsync(OrganisationId organisation, ChannelId channel)
    {
        await using var db = dbs.Open(organisation);
        var row = await db.Set<Channel>().AsNoTracking().FirstOrDefaultAsync(c => c.OrganisationId == organisation.Value && c.Id == channel.Value);
        if (row is null) return null;

        var secrets = ChannelSecrets.Read(await keyring.OpenAsync(organisation, row.Secrets, CancellationToken.None));
        var stopped = row.State switch
        {
            ChannelState.Paused => "channel_paused",
            ChannelState.Broken => row.Problem ?? "channel_gone",
            _ => null,
        };
        return new(row.Provider, stopped, new ChannelAccount(row.ExternalId, secrets.Token) { AccountId = row.AccountId, Server = secrets.Server, WebhookSecret = secrets.Webhook })
        {
            PeopleADay = row.PeopleADay,
            Pace = SendingRules.From(row.KeepsPhoneApp, row.IsFast),
        };
    }

    /// <summary>How the seller calls each of their channels.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> NamesAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<Channel>().AsNoTracking().Where(c => c.OrganisationId == organisation.Value).ToDictionaryAsync(c => c.Id, c => c.DisplayName, ct);
    }

    /// <summary>The channels of one account at a provider: its news seldom names a number.</summary>
    public async Task<List<Found>> OfAccountAsync(string provider, string? account, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await db.Set<Channel>().AsNoTracking().Where(channel => channel.Provider == provider && channel.AccountId == account)
            .Select(channel => new Found(new OrganisationId(channel.OrganisationId), new ChannelId(channel.Id)))
            .ToListAsync(ct);
    }

    /// <summary>Every channel that somebody uses.</summary>
    public async Task<List<Found>> LiveAsync(CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await db.Set<Channel>().AsNoTracking().Where(channel => channel.State != ChannelState.Paused)
            .Select(channel => new Found(new OrganisationId(channel.OrganisationId), new ChannelId(channel.Id)))
            .ToListAsync(ct);
    }

    public async Task<OrganisationId?> OwnerAsync(ChannelId channel, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return await db.Set<Channel>().AsNoTracking().Where(c => c.Id == channel.Value).Select(c => (Guid?)c.OrganisationId).FirstOrDefaultAsync(ct) is { } owner ? new(owner) : null;
    }

    public async Task<bool> HasReadTemplatesAsync(OrganisationId organisation, ChannelId channel, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<Channel>().AnyAsync(c => c.OrganisationId == organisation.Value && c.Id == channel.Value && c.TemplatesReadAt != null, ct);
    }

    /// <summary>The account whose secret a webhook has to be checked with.</summary>
    public async Task<ChannelAccount?> CredentialsAsync(string provider, string externalId, CancellationToken ct) =>
        await FindAsync(provider, externalId, ct) is { } found && await AccountAsync(found.Organisation, found.Channel, ct) is { } account ? account.Credentials : null;

    public async Task AddAsync(OrganisationId organisation, Channel channel, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        db.Add(channel);
        await db.SaveChangesAsync(ct);
        Forget(channel);
    }

    /// <summary>What was remembered of it is no longer true.</summary>
    public void Forget(Channel channel) => known.TryRemove((channel.Provider, channel.ExternalId), out _);

    /// <param name="Stopped">Why nothing may be sent by it now; null while it works.</param>
    public sealed record Account(string Provider, string? Stopped, ChannelAccount Credentials)
    {
        public int? PeopleADay { get; init; }
        public required Pace Pace { get; init; }
    }
}
