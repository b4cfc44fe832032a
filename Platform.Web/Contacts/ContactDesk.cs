using Microsoft.EntityFrameworkCore;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity;
using Platform.Web.Store;

namespace Platform.Web.Contacts;

/// <summary>What a form about a contact says.</summary>
/// <param name="Values">By field, as typed; an empty one is taken away.</param>
public sealed record ContactForm(string Name, string Email, string Language, string City, IReadOnlyDictionary<Guid, string> Values)
{
    /// <summary>As it stood when it was opened: what nobody touched in it stays as others have made it meanwhile.</summary>
    public ContactForm? Before { get; init; }

    public static ContactForm Of(ContactFile file) => new(file.Contact.Name ?? "", file.Contact.Email ?? "", file.Contact.Language ?? "", file.Contact.City ?? "", file.Values);

    public bool Says(Func<ContactForm, string?> part) => Before is null || (part(this) ?? "").Trim() != (part(Before) ?? "").Trim();
}

/// <summary>Where people at work change what the shop knows of somebody.</summary>
public sealed class ContactDesk(PlatformDbs dbs, ContactFields fields, ContactAddresses addresses, Streams streams)
{
    public static IReadOnlyList<string> Languages { get; } = ["fr", "ar", "ary", "en"];

    private const int Longest = 100;

    public async Task<Refusal?> SaveAsync(Actor by, ContactFile file, ContactForm form, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        if (Perhaps(form.Email) is { } address && !EmailAddress.IsPlausible(address)) return new("contact.email");
        if (form.Language.Length > 0 && !Languages.Contains(form.Language)) return new("contact.language");
        if (form.City.Trim().Length > Longest) return new("contact.city");

        var known = await fields.ListAsync(by.Organisation, ct);
        foreach (var field in known)
            if (form.Values.GetValueOrDefault(field.Id) is { Length: > 0 } typed && field.Read(typed) is null)
                return new("contact.value");

        if (form.Says(f => f.Name) && form.Name.Trim() is { Length: > 0 } name && name != file.Contact.Name && await NameAsync(by, file, name, ct) is { } refusal) return refusal;

        var (email, language, city) = (Perhaps(form.Email), Perhaps(form.Language), Perhaps(form.City));
        var (saysEmail, saysLanguage, saysCity) = (form.Says(f => f.Email), form.Says(f => f.Language), form.Says(f => f.City));
        await using var db = dbs.Open(by.Organisation);
        await db.Set<Contact>().Where(row => row.OrganisationId == by.Organisation.Value && row.Id == file.Contact.Id).ExecuteUpdateAsync(
            row => row
                .SetProperty(contact => contact.Email, contact => saysEmail ? email : contact.Email)
                .SetProperty(contact => contact.Language, contact => saysLanguage ? language : contact.Language)
                .SetProperty(contact => contact.City, contact => saysCity ? city : contact.City),
            ct);
        var said = known.Where(field => form.Says(f => f.Values.GetValueOrDefault(field.Id))).ToList();
        var filled = said.ConvertAll(field => field.Id);
        await db.Set<ContactValue>().Where(row => row.OrganisationId == by.Organisation.Value && row.Contact == file.Contact.Id && filled.Contains(row.Field)).ExecuteDeleteAsync(ct);
        foreach (var field in said)
            if (form.Values.GetValueOrDefault(field.Id) is { Length: > 0 } typed && field.Read(typed) is { } value)
                db.Add(new ContactValue { OrganisationId = by.Organisation.Value, Contact = file.Contact.Id, Field = field.Id, Value = value });

        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>What holds for the person holds in each of their conversations.</summary>
    public async Task<Refusal?> TellAllAsync(Actor by, ContactFile file, ConversationCommand command, CancellationToken ct = default)
    {
        foreach (var chat in file.Chats)
            if ((await streams.HandleAsync(new ConversationId(chat.Conversation), command, by, ct)).Refusal is { } refusal)
                return refusal;

        return null;
    }

    public async Task<Refusal?> MergeAsync(Actor by, ContactFile keeper, Contact other, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        var its = await ConversationsAsync(by.Organisation, other.Id, ct);
        await addresses.JoinAsync(by.Organisation, new(keeper.Contact.Id), new(other.Id), ct);
        foreach (var conversation in its) await streams.HandleAsync(conversation, new IdentifyCustomer(new(keeper.Contact.Id)), Actor.System(by.Organisation), ct);
        return null;
    }

    public async Task<Refusal?> TellApartAsync(Actor by, ContactId contact, CancellationToken ct = default)
    {
        if (!MayWrite(by)) return new("forbidden");
        foreach (var person in await addresses.TellApartAsync(by.Organisation, contact, ct))
            await streams.HandleAsync(person.Conversation, new IdentifyCustomer(person.Contact), Actor.System(by.Organisation), ct);
        return null;
    }

    private async Task<Refusal?> NameAsync(Actor by, ContactFile file, string name, CancellationToken ct)
    {
        if (name.Length > Longest) return new("contact.name");
        await addresses.NameAsync(by.Organisation, new(file.Contact.Id), name, ct);
        return await TellAllAsync(by, file, new NameCustomer(new Personal(file.Contact.Id, name)), ct);
    }

    private async Task<List<ConversationId>> ConversationsAsync(OrganisationId organisation, Guid contact, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return [.. (await db.Set<Conversations.InboxRow>().AsNoTracking().Where(row => row.OrganisationId == organisation.Value && row.Contact == contact).Select(row => row.Conversation).ToListAsync(ct)).Select(id => new ConversationId(id))];
    }

    private static bool MayWrite(Actor by) => by is { Kind: ActorKind.Member, Role: Role.Agent or Role.Admin or Role.Owner };

    private static string? Perhaps(string text) => text.Trim() is { Length: > 0 } some ? some : null;
}
