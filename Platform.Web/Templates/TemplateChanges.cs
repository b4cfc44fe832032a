using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Templates;
using Platform.Integrations;
using Platform.Integrations.Messaging;
using Platform.Web.Channels;
using Platform.Web.Identity.Journal;
using Platform.Web.Identity.Sessions;
using Platform.Web.Store;

namespace Platform.Web.Templates;

/// <summary>
/// Where a seller says a kept template otherwise, or has it deleted; who did stays in the trail.
/// Each answer is why not, as a key of the texts; null when it went well.
/// </summary>
public sealed class TemplateChanges(
    TemplateQueries templates, TemplateShelf shelf, ChannelDirectory directory, IEnumerable<ITemplateBook> books, PlatformDbs dbs, CurrentMember current, Audit audit, TimeProvider clock)
{
    /// <summary>What the provider lets be done from here to what it keeps.</summary>
    public (bool Edit, bool Delete) MayBe(string provider) => books.FirstOrDefault(book => book.Provider == provider) is { } book ? (book.CanEdit, book.CanDelete) : default;

    /// <summary>Whether it may be changed at this moment, in its category.</summary>
    public string? WhyNot(ChannelTemplate template) => TemplateEditing.Check(template.Status, template.Category, template.Category, template.EditedAt, clock.GetUtcNow())?.Code;

    public async Task<string?> EditAsync(Actor by, ChannelId channel, string provider, TemplateDraft draft, CancellationToken ct = default)
    {
        ChannelDesk.Demand(by);
        if (draft.Check() is { } refusal) return refusal.Code;
        if (await FindAsync(by.Organisation, channel, provider, ct) is not var (kept, account, book)) return "channel_gone";

        var now = clock.GetUtcNow();
        if (TemplateEditing.Check(kept.Status, kept.Category, draft.Category, kept.EditedAt, now) is { } untimely) return untimely.Code;
        if (draft.Category == kept.Category && ChannelTemplate.Write(draft.Words) == kept.Content) return "template.edit_same";

        // Before the provider is asked: its verdict may come sooner than its answer.
        var rewritten = kept.Rewritten(draft, now);
        await shelf.RewriteAsync(rewritten, ct);
        try
        {
            await book.EditAsync(account, kept.Told, draft, ct);
        }
        catch (ProviderException e) when (e.Fault is ProviderFault.Unknown)
        {
            // Perhaps it was taken. The reading tells, and until then nothing is sent that may say something else.
            await shelf.AskAsync(by.Organisation, channel, ct);
            return "template.unknown";
        }
        catch (ProviderException e)
        {
            await shelf.RewriteAsync(kept, ct);
            return e.Reason;
        }

        await NoteAsync(by, AuditKind.TemplateEdited, kept, ct);
        return null;
    }

    public async Task<string?> DeleteAsync(Actor by, ChannelId channel, string provider, CancellationToken ct = default)
    {
        ChannelDesk.Demand(by);
        if (await FindAsync(by.Organisation, channel, provider, ct) is not var (kept, account, book)) return "channel_gone";

        try
        {
            await book.DeleteAsync(account, kept.Told, ct);
        }
        catch (ProviderException e)
        {
            if (e.Fault is not ProviderFault.Unknown) return e.Reason;
            await shelf.AskAsync(by.Organisation, channel, ct);
            return "template.unknown";
        }

        await shelf.RemoveAsync(by.Organisation, channel, kept, ct);
        await NoteAsync(by, AuditKind.TemplateDeleted, kept, ct);
        return null;
    }

    private async Task<(ChannelTemplate Kept, ChannelAccount Account, ITemplateBook Book)?> FindAsync(OrganisationId organisation, ChannelId channel, string provider, CancellationToken ct) =>
        await directory.AccountAsync(organisation, channel, ct) is { } account
        && (await templates.OfAsync(organisation, channel, ct)).Find(template => template.ProviderId == provider) is { } kept
            ? (kept, account.Credentials, books.First(book => book.Provider == account.Provider))
            : null;

    private async Task NoteAsync(Actor by, AuditKind kind, ChannelTemplate template, CancellationToken ct)
    {
        var member = await current.GetAsync();
        await using var db = dbs.Open(by.Organisation);
        audit.Note(db, by.Organisation.Value, kind, member.By, $"{template.Name} · {template.Language}");
        await db.SaveChangesAsync(ct);
    }
}
