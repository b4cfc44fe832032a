using Microsoft.AspNetCore.Components;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Live;
using Platform.Web.Shared;

namespace Platform.Web.Contacts;

public sealed partial class ContactPage
{
    private readonly Newest reading = new();
    private readonly OneByOne asked = new();
    private ContactFile? file;
    private List<ContactField> fields = [];
    private List<ContactStory.Step> steps = [], consent = [];
    private List<(int Count, Money Total)> spent = [];
    private Outcome outcome;
    private bool isMissing;

    /// <summary>Another one, and the form is filled afresh; what is being typed survives everything else.</summary>
    private int shape;

    [CascadingParameter] public required Actor Actor { get; set; }
    [Parameter] public Guid Id { get; set; }

    private bool MayWrite => Actor.Role is Role.Agent or Role.Admin or Role.Owner;
    private MemberId Me => new(Actor.Id ?? Guid.Empty);
    private string Name => file?.Contact.Name ?? file?.Contact.Phone ?? Texts["Unknown"];

    protected override async Task OnParametersSetAsync()
    {
        if (file is null || file.People.Contains(Id)) return;
        shape++;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        var isNewest = reading.Begin();
        var (id, read) = (Id, await Contacts.OpenAsync(Actor.Organisation, new ContactId(Id)));
        if (!isNewest() || id != Id) return;
        isMissing = read is null;
        if (read is null) return;

        var known = await Fields.ListAsync(Actor.Organisation);
        var story = await Story.OfAsync(Actor.Organisation, read);
        var agreed = await Story.ConsentAsync(Actor.Organisation, read);
        var sums = await Orders.SpentAsync(Actor.Organisation, read.People);
        if (isNewest() && id == Id) (file, fields, steps, consent, spent) = (read, known, story, agreed, sums);
    }

    private Task SaveAsync(ContactForm form) => DoAsync(async known =>
    {
        outcome = await Desk.SaveAsync(Actor, known, form);
        if (outcome.IsDone) shape++;
        return outcome.Refusal;
    });

    private Task TellAllAsync(ConversationCommand command) => DoAsync(known => Desk.TellAllAsync(Actor, known, command));

    /// <summary>One conversation is enough to say it in: what is written there is the person's.</summary>
    private Task TellLatestAsync(ConversationCommand command) => DoAsync(known => Desk.TellAllAsync(Actor, known with { Chats = [.. known.Chats.Take(1)] }, command));

    private Task NoteAsync(Utterance note) => HearAsync(note, new WriteNote(new MessageId(Guid.CreateVersion7()), new Personal(file!.Chats[0].Contact, note.Text), Me));
    private Task TagAsync(Utterance tag) => HearAsync(tag, new TagConversation(tag.Text, Me));

    private async Task HearAsync(Utterance said, ConversationCommand command)
    {
        await TellLatestAsync(command);
        said.IsRefused = outcome.Refusal is not null;
    }

    private Task MergeAsync(Contact other) => DoAsync(known => Desk.MergeAsync(Actor, known, other));
    private Task TellApartAsync() => DoAsync(known => Desk.TellApartAsync(Actor, new ContactId(known.Contact.Id)));

    private async Task EraseAsync()
    {
        if (file is null) return;
        if (await Erasure.EraseAsync(new ContactId(file.Contact.Id), Actor, CancellationToken.None).OrAwayAsync() is { } refused) outcome = refused;
        else Address.NavigateTo("contacts");
    }

    private Task DoAsync(Func<ContactFile, Task<Refusal?>> work) => asked.DoAsync(async () =>
    {
        if (file is not { } known) return;
        outcome = default;
        var refused = await work(known).OrAwayAsync();
        outcome = outcome with { Refusal = refused };
        if (refused != Asking.Away) await LoadAsync();
    });
}
