using System.ComponentModel.DataAnnotations;
using System.ComponentModel.DataAnnotations.Schema;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

/// <summary>What a team writes every day, kept ready behind a short word.</summary>
[Table("canned_replies"), PrimaryKey(nameof(OrganisationId), nameof(Id))]
public sealed class CannedReply : IKept
{
    public required Guid OrganisationId { get; init; }
    public required Guid Id { get; init; }
    [Timestamp] public uint Xmin { get; init; }
    public required string Shortcut { get; set; }

    /// <summary>With {prenom}, {nom}, {moi} and {boutique} for what differs.</summary>
    public required string Text { get; set; }

    public required DateTimeOffset UpdatedAt { get; set; }
}

public sealed class CannedReplies(PlatformDbs dbs, TimeProvider clock)
{
    private const int LongestShortcut = 30, Most = 200;

    public async Task<List<CannedReply>> ListAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<CannedReply>().AsNoTracking().Where(c => c.OrganisationId == organisation.Value).OrderBy(c => c.Shortcut).Take(Most).ToListAsync(ct);
    }

    public async Task<Refusal?> SaveAsync(Actor by, CannedReply reply, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        (reply.Shortcut, reply.UpdatedAt) = (reply.Shortcut.Trim().TrimStart('/'), clock.GetUtcNow());
        if (reply.Shortcut.Length is 0 or > LongestShortcut || reply.Shortcut.Any(char.IsWhiteSpace)) return new("canned.shortcut");
        if (reply.Text.Trim().Length is 0 or > Conversation.LongestText) return new("canned.text");

        await using var db = dbs.Open(by.Organisation);
        try
        {
            return await db.KeepAsync(reply, ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new("canned.twice");
        }
    }

    public async Task<Refusal?> RemoveAsync(Actor by, Guid id, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        await using var db = dbs.Open(by.Organisation);
        await db.Set<CannedReply>().Where(c => c.OrganisationId == by.Organisation.Value && c.Id == id).ExecuteDeleteAsync(ct);
        return null;
    }

    /// <summary>With the words that differ put in; one that is not known stays out.</summary>
    public static string Filled(string text, string? customer, string? me, string shop) => text
        .Replace("{prenom}", customer?.Split(' ')[0], StringComparison.OrdinalIgnoreCase)
        .Replace("{nom}", customer, StringComparison.OrdinalIgnoreCase)
        .Replace("{moi}", me?.Split(' ')[0], StringComparison.OrdinalIgnoreCase)
        .Replace("{boutique}", shop, StringComparison.OrdinalIgnoreCase);

    private static bool MayWrite(Actor by) => by is { Kind: ActorKind.Member, Role: Role.Agent or Role.Admin or Role.Owner } or { Kind: ActorKind.System };
}
