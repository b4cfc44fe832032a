using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Contacts;

/// <summary>Where a person at work asks for an erasure; who asked stays in the trail, whom it concerned does not.</summary>
public sealed class ErasureDesk(Erasure erasure, PlatformDbs dbs, CurrentMember current, Audit audit)
{
    /// <returns>Why not, or null when it is done.</returns>
    public async Task<Refusal?> EraseAsync(ContactId contact, Actor by, CancellationToken ct)
    {
        var member = await current.GetAsync();
        if ((await erasure.EraseAsync(contact, by, ct)) is { } refusal) return refusal;

        await using var db = dbs.Open(by.Organisation);
        audit.Note(db, by.Organisation.Value, AuditKind.CustomerErased, member.By, contact.Value.ToString("D"));
        await db.SaveChangesAsync(ct);
        return null;
    }
}
