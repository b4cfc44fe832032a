using Platform.Domain.EventSourcing;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Assistant;

/// <summary>Settings go live once the simulated customers are served well by them, or once somebody answers for it.</summary>
public sealed class AssistantPublishing(AssistantDesk desk, Scenes scenes, PlatformDbs dbs, CurrentMember current, Audit audit)
{
    /// <param name="Verdicts">Of the scenes that were played; they name what failed.</param>
    public sealed record Outcome(Refusal? Refusal, IReadOnlyList<SceneVerdict> Verdicts)
    {
        public bool IsSaved => Refusal is null;
    }

    public async Task<Outcome> PublishAsync(Actor by, AssistantSettings settings, CancellationToken ct = default)
    {
        if (AssistantDesk.Check(by, settings) is { } refusal) return new(refusal, []);

        // Switched off it serves nobody, and switching off has to work in any case.
        var verdicts = settings.IsOn ? await scenes.PlayAsync(by.Organisation, settings, ct) : [];
        return verdicts.All(verdict => verdict.IsRight)
            ? new(await desk.SaveAsync(by, settings, ct), verdicts)
            : new(new("assistant.scenes_failed"), verdicts);
    }

    public async Task<Refusal?> OverrideAsync(Actor by, AssistantSettings settings, IEnumerable<string> failing, CancellationToken ct = default)
    {
        if (await desk.SaveAsync(by, settings, ct) is { } refusal) return refusal;

        var member = await current.GetAsync();
        await using var db = dbs.Open(by.Organisation);
        audit.Note(db, by.Organisation.Value, AuditKind.ScenesOverridden, member.By, string.Join(" · ", failing));
        await db.SaveChangesAsync(ct);
        return null;
    }
}
