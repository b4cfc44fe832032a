using Platform.Web.Store;

namespace Platform.Web.Identity.Journal;

/// <summary>Writes the trail. The line joins what the caller saves, so nothing happens without its line.</summary>
public sealed class Audit(TimeProvider clock)
{
    public void Note(PlatformDb db, Guid? organisation, AuditKind kind, By by, string about = "")
    {
        var now = clock.GetUtcNow();
        db.Add(new AuditRow
        {
            Id = Guid.CreateVersion7(now),
            OrganisationId = organisation,
            At = now,
            Kind = kind,
            Person = by.Person,
            Who = by.Who,
            About = about,
            Address = by.Address,
            Agent = by.Agent,
        });
    }
}
