using Microsoft.EntityFrameworkCore;
using Npgsql;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;
using Platform.Web.Store;

namespace Platform.Web.Contacts;

/// <summary>Which properties a shop keeps of its contacts.</summary>
public sealed class ContactFields(PlatformDbs dbs)
{
    private const int Most = 50, LongestName = 60, MostChoices = 50;

    public async Task<List<ContactField>> ListAsync(OrganisationId organisation, CancellationToken ct = default)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<ContactField>().AsNoTracking().Where(field => field.OrganisationId == organisation.Value).OrderBy(field => field.Position).ThenBy(field => field.Name).Take(Most).ToListAsync(ct);
    }

    public async Task<Refusal?> SaveAsync(Actor by, ContactField field, CancellationToken ct = default)
    {
        if (!MayDefine(by)) return new("forbidden");
        field.Name = field.Name.Trim();
        field.Choices = field.Kind is FieldKind.Choice ? [.. field.Choices.Select(choice => choice.Trim()).Where(choice => choice.Length > 0).Distinct().Take(MostChoices)] : [];
        if (field.Name.Length is 0 or > LongestName) return new("field.name");
        if (field.Kind is FieldKind.Choice && field.Choices.Length < 2) return new("field.choices");

        await using var db = dbs.Open(by.Organisation);
        var known = await db.Set<ContactField>().AsNoTracking().FirstOrDefaultAsync(f => f.OrganisationId == by.Organisation.Value && f.Id == field.Id, ct);
        if (known is not null && known.Kind != field.Kind) return new("field.kind");
        if (field.Xmin == 0 && await db.Set<ContactField>().CountAsync(f => f.OrganisationId == by.Organisation.Value, ct) >= Most) return new("field.most");

        try
        {
            return await db.KeepAsync(field, ct);
        }
        catch (DbUpdateException e) when (e.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return new("field.twice");
        }
    }

    /// <summary>With what is kept under it.</summary>
    public async Task<Refusal?> RemoveAsync(Actor by, Guid id, CancellationToken ct = default)
    {
        if (!MayDefine(by)) return new("forbidden");
        await using var db = dbs.Open(by.Organisation);
        await db.Set<ContactField>().Where(field => field.OrganisationId == by.Organisation.Value && field.Id == id).ExecuteDeleteAsync(ct);
        return null;
    }

    private static bool MayDefine(Actor by) => by is { Kind: ActorKind.Member, Role: Role.Admin or Role.Owner };
}
