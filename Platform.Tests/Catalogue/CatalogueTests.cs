using System.Globalization;
using System.Text;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Catalogue;
using Platform.Web.Identity;

namespace Platform.Tests.Catalogue;

/// <summary>Writing articles down, by hand and by file: what one person writes is neither counted twice nor undone by another.</summary>
public sealed class CatalogueTests(App app) : IClassFixture<App>
{
    private static readonly OrganisationId Shop = DemoPeople.AtlasSneakers;

    private readonly Actor owner = new(Shop, ActorKind.Member, Role.Owner, Guid.CreateVersion7());

    private CatalogueDesk Desk => app.Get<CatalogueDesk>();

    [Fact]
    public async Task Saving_what_was_just_saved_does_not_move_the_shelf_again()
    {
        var form = Bag("Sac cabas", stock: 3);
        Assert.Null(await Desk.SaveAsync(owner, form));

        Assert.Equal("catalogue.changed", (await Desk.SaveAsync(owner, form))?.Code);
        Assert.Equal(3, (await ReadAsync(form)).Variants.Single().Stock);
    }

    [Fact]
    public async Task Who_saves_second_is_told_and_undoes_nothing()
    {
        var shelved = await ShelveAsync(Bag("Sac bowling", stock: 3));
        var (dearer, reworded) = (await ReadAsync(shelved), await ReadAsync(shelved));
        dearer.Variants.Single().Price = "349";
        reworded.Description = "En cuir.";

        Assert.Null(await Desk.SaveAsync(owner, dearer));
        Assert.Equal("catalogue.changed", (await Desk.SaveAsync(owner, reworded))?.Code);

        var held = await ReadAsync(shelved);
        Assert.Equal(("349,00", ""), (held.Variants.Single().Price.Replace('.', ','), held.Description));
    }

    [Fact]
    public async Task What_somebody_deleted_does_not_come_back_by_saving_it()
    {
        var shelved = await ShelveAsync(Bag("Sac banane", stock: 3));
        var open = await ReadAsync(shelved);
        Assert.Null(await Desk.DeleteAsync(owner, shelved.Id));

        Assert.Equal("catalogue.changed", (await Desk.SaveAsync(owner, open))?.Code);
        Assert.Null(await Desk.OpenAsync(Shop, shelved.Id));
    }

    [Fact]
    public async Task A_file_of_Excel_in_French_keeps_its_apostrophes_and_its_oe()
    {
        var file = Encoding.Latin1.GetBytes("titre;prix;stock\nRobe d\u0092\u00e9t\u00e9 \u0096 c\u009cur;150;3\n");

        var outcome = await app.Get<GoodsFile>().ReadAsync(owner, new MemoryStream(file), CancellationToken.None);

        Assert.Empty(outcome.Faults);
        Assert.Equal("1", await app.TextAsync("select count(*) from products where title = 'Robe d’été – cœur'"));
    }

    [Fact]
    public async Task A_file_that_is_too_long_is_refused_as_a_whole()
    {
        var file = Encoding.UTF8.GetBytes("titre;prix\n" + string.Concat(Enumerable.Range(0, 20_001).Select(n => $"Bague {n};99\n")));

        var outcome = await app.Get<GoodsFile>().ReadAsync(owner, new MemoryStream(file), CancellationToken.None);

        Assert.Equal([(0, "catalogue.lines")], outcome.Faults);
        Assert.Equal("0", await app.TextAsync("select count(*) from products where title like 'Bague %'"));
    }

    [Fact]
    public async Task An_article_with_a_bad_line_is_named_once()
    {
        var file = "titre,taille,prix\nRobe longue,M,abc\nRobe longue,L,150\nRobe courte,M,150\nJupe,M,\n"u8.ToArray();

        var outcome = await app.Get<GoodsFile>().ReadAsync(owner, new MemoryStream(file), CancellationToken.None);

        Assert.Equal([(2, "catalogue.price"), (5, "catalogue.price")], outcome.Faults);
    }

    [Theory]
    [InlineData("fr", true)]
    [InlineData("fr", false)]
    [InlineData("en", false)]
    [InlineData("ar", true)]
    public async Task A_file_that_was_exported_changes_nothing_when_it_comes_back(string language, bool isWorkbook)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        await ShelveAsync(new() { Title = $"-20 % sac {language} {isWorkbook}", OtherOption = "Matière", Tags = "cabas, besace", Variants = [new() { Price = "299,50", CompareAt = "350", Stock = 7, Other = "Cuir", Size = "42" }] });
        var goods = app.Get<GoodsFile>();
        var before = await goods.CsvAsync(Shop, CancellationToken.None);

        var outcome = await goods.ReadAsync(owner, new MemoryStream(isWorkbook ? await goods.WorkbookAsync(Shop, CancellationToken.None) : before), CancellationToken.None);

        Assert.Empty(outcome.Faults);
        Assert.Equal(Encoding.UTF8.GetString(before), Encoding.UTF8.GetString(await goods.CsvAsync(Shop, CancellationToken.None)));
    }

    [Fact]
    public async Task A_list_of_new_prices_touches_nothing_but_prices()
    {
        var dress = await ShelveAsync(new()
        {
            Title = "Robe Rabat", Description = "En lin", Tags = "lin", Category = "Robes",
            Variants = [new() { Size = "S", Price = "300", Stock = 4, Sku = "RR-S", CompareAt = "350" }, new() { Size = "M", Price = "300", Stock = 5 }],
        });

        var outcome = await app.Get<GoodsFile>().ReadAsync(owner, new MemoryStream("titre;taille;prix\nRobe Rabat;S;280\n"u8.ToArray()), CancellationToken.None);

        Assert.Empty(outcome.Faults);
        var now = await ReadAsync(dress);
        Assert.Equal(("En lin", "lin", "Robes"), (now.Description, now.Tags, now.Category));
        Assert.Equal([("M", 300m, 5, ""), ("S", 280m, 4, "RR-S")], now.Variants.OrderBy(variant => variant.Size).Select(variant => (variant.Size, decimal.Parse(variant.Price, CultureInfo.CurrentCulture), variant.Stock, variant.Sku)));
    }

    private static ProductForm Bag(string title, int stock) => new() { Title = title, Variants = [new() { Price = "299", Stock = stock }] };

    private async Task<ProductForm> ShelveAsync(ProductForm form)
    {
        Assert.Null(await Desk.SaveAsync(owner, form));
        return form;
    }

    private async Task<ProductForm> ReadAsync(ProductForm form) => (await Desk.OpenAsync(Shop, form.Id))!;
}
