using Microsoft.EntityFrameworkCore;
using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Integrations.Messaging;
using Platform.Web.Contacts;
using Platform.Web.Conversations;
using Platform.Web.Identity;
using Platform.Web.Invoices;
using Platform.Web.Store;

namespace Platform.Web.Demo;

/// <summary>Fills the demo shop through the real commands.</summary>
public sealed class DemoShop(
    PlatformDbs dbs, DemoLines lines, ContactAddresses contacts, DemoGoods goods, CannedReplies replies, InvoiceSettingsDesk papers, TimeProvider clock, IServiceProvider services)
{
    public static readonly ChannelId Channel = new(new Guid("0192f000-0000-7000-8000-0000000c4a71"));
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    public async Task PrepareAsync(Uri self, CancellationToken ct)
    {
        if (await lines.OpenAsync(DemoLine.Atlas, self, ct))
        {
            await goods.FillAsync(ct);
            await WriteRepliesAsync();
            await SayWhoSellsAsync(ct);
            await FillAsync(ct);
        }

        await lines.RestoreAsync(DemoLine.Atlas, ct);
    }

    /// <summary>Without it no invoice may be issued. The numbers are nobody's.</summary>
    private async Task SayWhoSellsAsync(CancellationToken ct)
    {
        var settings = new InvoiceSettings
        {
            OrganisationId = Shop.Value, LegalName = "Atlas Sneakers SARL", LegalForm = "SARL au capital de 100 000 DH", Address = "25 rue Jean Jaurès, Gauthier, Casablanca",
        };
        settings.Say(new Dictionary<string, string> { ["ICE"] = "001525640000031", ["IF"] = "12345678", ["TP"] = "35791357", ["RC"] = "Casablanca 123456" });
        await papers.SaveAsync(Actor.System(Shop), settings, ct);
    }

    /// <summary>What this shop's people write every day.</summary>
    private async Task WriteRepliesAsync()
    {
        (string Shortcut, string Text)[] ready =
        [
            ("horaires", "Bonjour {prenom}, nous répondons tous les jours de 9 h à 20 h, et nous livrons du lundi au samedi."),
            ("pointure", "Entre deux pointures, prenez la plus grande : l'échange est gratuit sous 7 jours, {prenom}."),
            ("paiement", "Vous payez à la livraison, en espèces ou par carte. Merci de votre confiance, {boutique}."),
        ];
        foreach (var (shortcut, text) in ready)
            await replies.SaveAsync(Actor.System(Shop), new() { OrganisationId = Shop.Value, Id = Guid.CreateVersion7(), Shortcut = shortcut, Text = text, UpdatedAt = clock.GetUtcNow() });
    }

    private async Task FillAsync(CancellationToken ct)
    {
        var past = new PastClock(clock.GetUtcNow());
        var streams = ActivatorUtilities.CreateInstance<Streams>(services, past);
        var awa = await MemberAsync("agent@relais.demo", ct);

        foreach (var chat in DemoChats.All)
        {
            var person = await contacts.FindOrMakeAsync(Shop, Channel, [new Address(AddressKind.Phone, chat.Phone)], chat.Name, ct);
            var agent = new Actor(Shop, ActorKind.Member, Role.Agent, awa.Value);
            foreach (var (turn, i) in chat.Turns.Select((turn, i) => (turn, i)))
            {
                past.Ago(turn.Ago);
                await PlayAsync(streams, person, chat, turn, i, past, awa, agent, ct);
            }

            past.Ago(TimeSpan.Zero);
            if (chat.IsClosed) await streams.HandleAsync(person.Conversation, new CloseConversation(), agent, ct);
        }
    }

    private static async Task PlayAsync(
        Streams streams, ContactAddresses.Person person, DemoChat chat, DemoTurn turn, int n, PastClock past, MemberId awa, Actor agent, CancellationToken ct)
    {
        Personal Said(string text) => new(person.Contact.Value, text);
        var message = new MessageId(Guid.CreateVersion7(past.GetUtcNow()));
        var provider = $"wamid.demo.{chat.Phone[1..]}.{n}";

        if (turn.By is DemoSpeaker.Customer)
        {
            await streams.HandleAsync(person.Conversation, new ReceiveMessage(
                message, provider, person.Contact, Channel, MessageKind.Text, Said(turn.Text), past.GetUtcNow(), Said(chat.Name), Said(chat.Phone)), Actor.Customer(Shop), ct);
            return;
        }

        if (turn.By is DemoSpeaker.Lina)
        {
            var (seen, _) = await streams.LoadAsync(person.Conversation, Shop, ct);
            var escalation = turn.Escalation?.Split(": ") is [var reason, var summary] ? new Escalation(reason, Said(summary)) : null;
            await streams.HandleAsync(person.Conversation, new TakeTurn(seen.Heard, message, Said(turn.Text), Escalation: escalation), new Actor(Shop, ActorKind.Assistant), ct);
        }
        else
        {
            await streams.HandleAsync(person.Conversation, new ReadConversation(), agent, ct);
            await streams.HandleAsync(person.Conversation, new QueueReply(message, awa, Said(turn.Text)), agent, ct);
        }

        await streams.HandleAsync(person.Conversation, new StartSending(message), Actor.System(Shop), ct);
        await streams.HandleAsync(person.Conversation, new ConfirmReply(message, provider), Actor.System(Shop), ct);
        await streams.HandleAsync(person.Conversation, new NoteReceipt(message, turn.Receipt), Actor.System(Shop), ct);
    }

    private async Task<MemberId> MemberAsync(string email, CancellationToken ct)
    {
        await using var db = dbs.OpenAcross();
        return new MemberId(await db.Users.Where(user => user.Email == email).Select(user => user.Id).FirstAsync(ct));
    }

    /// <summary>The demo's own past: what happened yesterday is recorded as of yesterday.</summary>
    private sealed class PastClock(DateTimeOffset now) : TimeProvider
    {
        private TimeSpan ago;

        public void Ago(TimeSpan past) => ago = past;

        public override DateTimeOffset GetUtcNow() => now - ago;
    }
}
