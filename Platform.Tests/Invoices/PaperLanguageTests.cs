using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Domain.Invoices;
using Platform.Domain.Orders;
using Platform.Web.Catalogue;
using Platform.Web.Identity;
using Platform.Web.Invoices;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Tests.Invoices;

/// <summary>A paper speaks the language its seller chose when it was issued, whoever made it happen, and so does what takes it back.</summary>
public sealed class PaperLanguageTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;
    private static readonly Actor Karim = new(Shop, ActorKind.Member, Role.Admin, Guid.CreateVersion7());

    [Theory]
    [InlineData(Language.French, "Livraison", "Remise", "Modification de la commande")]
    [InlineData(Language.English, "Delivery", "Discount", "Change of the order")]
    [InlineData(Language.Arabic, "التوصيل", "تخفيض", "تعديل الطلب")]
    public async Task Our_words_on_it_are_in_its_language(Language language, string fee, string discount, string reason)
    {
        var (settings, _) = await app.Get<InvoiceSettingsDesk>().OfAsync(Shop);
        settings.Language = language;
        Assert.Null(await app.Get<InvoiceSettingsDesk>().SaveAsync(Karim, settings));
        var order = await PlaceAsync();
        Assert.Null(await app.Get<InvoiceDesk>().IssueAsync(Karim, order));

        settings.Language = Language.French;
        Assert.Null(await app.Get<InvoiceSettingsDesk>().SaveAsync(Karim, settings));
        var row = (await app.Get<OrderQueries>().FindAsync(Shop, order))!;
        await app.Get<Streams>().HandleAsync(order, new EditOrder(row.Items(), row.Of(row.Fee), row.Of(row.Discount + 100), new(new(row.Contact, "Salma"), null, "Rabat", null, null, null, null), null), Karim);
        await Eventually.EqualAsync(2, async () => (await app.Get<InvoiceQueries>().OfAsync(Shop, order)).Count);

        var papers = await Task.WhenAll((await app.Get<InvoiceQueries>().OfAsync(Shop, order)).Select(paper => app.Get<InvoiceQueries>().ReadAsync(Shop, paper)));
        Assert.Equal([fee, discount], papers[0]!.Paper.Lines.Skip(1).Select(line => line.Title));
        Assert.Equal((reason, language), (papers[1]!.Paper.Corrects!.Reason, papers[1]!.Paper.Language));
    }

    [Theory]
    [InlineData(Language.French, "(fr)")]
    [InlineData(Language.English, "(en)")]
    [InlineData(Language.Arabic, "(ar)")]
    public void A_reader_is_told_in_which(Language language, string said)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().AddSingleton<InvoicePdf>().BuildServiceProvider();
        var drawn = services.GetRequiredService<InvoicePdf>().Draw(new(new(Guid.CreateVersion7()), 1, InvoiceBookSpecs.Sample() with { Language = language }));
        Assert.Contains($"/Lang {said}", System.Text.Encoding.Latin1.GetString(drawn), StringComparison.Ordinal);
    }

    private async Task<OrderId> PlaceAsync()
    {
        var goods = (await app.Get<ShelfQueries>().FindAsync(Shop, "", most: 50)).First(goods => goods.Available > 3);
        var id = new OrderId(Guid.CreateVersion7());
        var (_, refusal) = await app.Get<NewOrders>().PlaceAsync(Karim, new(
            id, OrderSource.Hand, "+212612777009", "Salma", [new(goods.Variant, 1)], person => new(new(person, "Salma"), null, "Rabat", null, null, null, null), _ => null,
            Money.Of(30, Currency.MAD), Money.Of(10, Currency.MAD), IsConfirmed: true));
        Assert.Null(refusal);
        return id;
    }
}
