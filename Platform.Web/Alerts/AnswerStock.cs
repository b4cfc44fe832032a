using System.Globalization;
using System.Resources;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Assistant;
using Platform.Domain.Catalogue;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Assistant;
using Platform.Web.Conversations;
using Platform.Web.Notifications;
using Platform.Web.Store;

namespace Platform.Web.Alerts;

/// <summary>A manager who writes "STOCK RIZ" to the shop's number gets the stock, and not the one that sells.</summary>
public sealed class AnswerStock(PlatformDbs dbs, InboxQueries inbox, ShopBook shops, ShopVoice voice, Streams streams) : IReaction<MessageReceived>
{
    private const int MostProducts = 8, MostVariants = 12;

    private static readonly ResourceManager Words = new(typeof(Texts));

    public static bool IsAsked(MessageReceived fact) => StockQuestion.Read(fact.Text.Text) is not null;

    public async Task ReactAsync(Recorded<MessageReceived> recorded, CancellationToken ct)
    {
        var (organisation, conversation) = (recorded.Organisation, new ConversationId(recorded.Stream));
        if (StockQuestion.Read(recorded.Fact.Text.Text) is not { } question) return;
        if (await inbox.FindAsync(organisation, conversation, ct) is not { Phone: { } phone } || !await IsManagerAsync(organisation, phone, ct)) return;

        await SilenceAssistantAsync(organisation, conversation, ct);
        var found = question.Among((await shops.OpenAsync(organisation)).Shop.Catalogue.Products);
        await voice.TellAsync(organisation, conversation, new ShopNotice($"stock {recorded.Fact.Message.Value}", Say(question, found)), ct);
    }

    /// <summary>Whoever the seller named for alerts, and members who said which number is theirs.</summary>
    private async Task<bool> IsManagerAsync(OrganisationId organisation, string phone, CancellationToken ct)
    {
        await using var db = dbs.Open(organisation);
        return await db.Set<AlertPhone>().AnyAsync(p => p.OrganisationId == organisation.Value && p.Phone == phone, ct)
            || await db.Set<NoticeHabits>().AnyAsync(h => h.OrganisationId == organisation.Value && h.Phone == phone, ct);
    }

    /// <summary>What the manager wrote counts as dealt with before the assistant comes to look at it.</summary>
    private async Task SilenceAssistantAsync(OrganisationId organisation, ConversationId conversation, CancellationToken ct)
    {
        var (state, _) = await streams.LoadAsync(conversation, organisation, ct);
        if (state.IsAssistantsTurn)
            await streams.HandleAsync(conversation, new TakeTurn(state.Heard, new MessageId(Guid.CreateVersion7()), new Personal(Guid.Empty, "")), new Actor(organisation, ActorKind.Assistant), ct);
    }

    private static string Say(StockQuestion question, IReadOnlyList<Product> found)
    {
        var culture = CultureInfo.GetCultureInfo((question.IsArabic ? Language.Arabic : Language.French).Code());
        string Said(string key, params object[] values) => string.Format(culture, Words.GetString(key, culture) ?? throw new MissingManifestResourceException(key), values);
        if (found is []) return Said("StockUnknown", string.Join(' ', question.Words));

        var lines = found.Take(MostProducts).Select(product => product.Variants is [var only]
            ? Said("StockOne", product.Title, only.Available)
            : $"{Said("StockOne", product.Title, product.Variants.Sum(variant => variant.Available))}\n{string.Join(", ", product.Variants.Take(MostVariants).Select(variant => $"{Option(variant)} : {variant.Available}"))}");
        return string.Join('\n', found.Count > MostProducts ? lines.Append(Said("StockMore", found.Count - MostProducts)) : lines);
    }

    private static string Option(Variant variant) => string.Join(' ', new[] { variant.Size, variant.Colour, variant.Other }.OfType<string>());
}
