using System.Globalization;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;
using Platform.Web.Shared;

namespace Platform.Tests.Shared;

/// <summary>The parts every screen is made of say the same things everywhere.</summary>
public sealed class PartsTests : BunitContext
{
    public PartsTests()
    {
        Services.AddLocalization();
        Speak(Language.French);
    }

    [Theory]
    [InlineData("Salma Bennani", "SB")]
    [InlineData("Awa", "A")]
    [InlineData("Jean-Paul Nkoulou", "JN")]
    [InlineData("مريم الإدريسي", "ما")]
    [InlineData("+212 6 12 34 56 78", "78")]
    [InlineData("", "?")]
    public void A_face_shows_the_first_letters_of_first_and_last_name(string name, string letters) =>
        Assert.Equal(letters, Render<Avatar>(p => p.Add(a => a.Name, name)).Find(".avatar").TextContent);

    [Theory]
    [InlineData(74920, Currency.MAD, "749,20\u00A0MAD")]
    [InlineData(15000, Currency.XOF, "15\u202F000\u00A0FCFA")]
    [InlineData(1999, Currency.EUR, "19,99\u00A0€")]
    public void Money_is_written_as_people_there_write_it(long minor, Currency currency, string written) =>
        Assert.Equal(written, Render<MoneyText>(p => p.Add(m => m.Amount, new Money(minor, currency))).Find("bdi").TextContent);

    [Fact]
    public void Money_keeps_western_digits_in_Arabic()
    {
        Speak(Language.Arabic);
        Assert.Equal("749,20\u00A0MAD", Render<MoneyText>(p => p.Add(m => m.Amount, new Money(74920, Currency.MAD))).Find("bdi").TextContent);
    }

    [Theory]
    [InlineData("+212612345678", "+212 6\u00A012\u00A034\u00A056\u00A078")]
    [InlineData("+22890123456", "+228 90\u00A012\u00A034\u00A056")]
    [InlineData("+15550100", "+15550100")]
    public void A_number_is_written_as_it_is_read_out(string number, string written) =>
        Assert.Equal(written, Render<PhoneText>(p => p.Add(t => t.Number, number)).Find("bdi").TextContent);

    [Fact]
    public void A_refusal_nobody_wrote_a_text_for_never_shows_its_code()
    {
        var alert = Render<RefusalAlert>(p => p.Add(r => r.Refusal, new Refusal("orders.no_such_text"))).Find("[role=alert]");
        Assert.Equal("Ce n’est pas possible maintenant. Actualisez la page et réessayez.", alert.TextContent);
    }

    [Fact]
    public void A_known_refusal_says_what_to_do() => Assert.Contains("Demandez à un administrateur",
        Render<RefusalAlert>(p => p.Add(r => r.Refusal, new Refusal("forbidden"))).Find("[role=alert]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_press_is_said_to_be_done_or_why_not_and_before_it_nothing_is_said()
    {
        Refusal? refused = new("forbidden"), none = null;
        Assert.Empty(Notice(default).Nodes);
        Assert.Equal("Enregistré", Notice(none).Find("[role=status]").TextContent);
        Assert.Empty(Notice(none).FindAll("[role=alert]"));
        Assert.Contains("Demandez à un administrateur", Notice(refused).Find("[role=alert]").TextContent, StringComparison.Ordinal);
        Assert.Empty(Notice(refused).FindAll("[role=status]"));

        IRenderedComponent<OutcomeNotice> Notice(Outcome of) => Render<OutcomeNotice>(p => p.Add(n => n.Of, of).Add(n => n.Done, "Enregistré"));
    }

    [Fact]
    public void Without_a_refusal_there_is_no_alert() => Assert.Empty(Render<RefusalAlert>(p => p.Add(r => r.Refusal, null)).Nodes);

    [Fact]
    public void A_dangerous_button_says_what_happens_and_asks_once_more()
    {
        var asked = 0;
        var button = Render<ConfirmButton>(p => p
            .Add(b => b.Title, "Supprimer la clé ?")
            .Add(b => b.Consequence, "Les programmes qui l’utilisent s’arrêtent.")
            .Add(b => b.OnConfirm, () => asked++)
            .AddChildContent("Supprimer"));

        Assert.Equal(button.Find("dialog").Id, button.Find("button.danger").GetAttribute("data-opens"));
        Assert.Contains("s’arrêtent", button.Find("dialog p").TextContent, StringComparison.Ordinal);
        Assert.Equal(0, asked);

        button.Find("dialog .danger").Click();
        Assert.Equal(1, asked);
    }

    [Fact]
    public void A_part_that_fails_says_so_and_can_be_tried_again()
    {
        var fails = true;
        var panel = Render<Panel>(p => p.Add(x => x.ChildContent, builder =>
        {
            builder.OpenComponent<Fragile>(0);
            builder.AddComponentParameter(1, nameof(Fragile.Fails), (Func<bool>)(() => fails));
            builder.CloseComponent();
        }));
        Assert.Contains("n’a pas pu s’afficher", panel.Find("[role=alert]").TextContent, StringComparison.Ordinal);

        fails = false;
        panel.Find("button").Click();
        Assert.Equal("Tout va bien", panel.Find("p").TextContent);
    }

    [Theory]
    [InlineData(0, "à l’instant")]
    [InlineData(5, "il y a 5 min")]
    [InlineData(180, "il y a 3 h")]
    [InlineData(2 * 24 * 60, "19 nov. 13:00")]
    [InlineData(400 * 24 * 60, "17 oct. 2025")]
    public void Near_moments_are_said_by_their_distance_and_far_ones_by_their_date(int minutes, string said)
    {
        var now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");
        var words = Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<Texts>>();

        Assert.Equal(said, Moments.Relative(now.AddMinutes(-minutes), now, zone, words));
    }

    [Theory]
    [InlineData(5, "12:55")]
    [InlineData(15 * 60, "hier")]
    [InlineData(3 * 24 * 60, "18 nov.")]
    [InlineData(400 * 24 * 60, "17/10/2025")]
    public void Lists_show_the_time_today_and_the_day_before_that(int minutes, string said)
    {
        var now = new DateTimeOffset(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Africa/Casablanca");
        var words = Services.GetRequiredService<Microsoft.Extensions.Localization.IStringLocalizer<Texts>>();

        Assert.Equal(said, Moments.Clock(now.AddMinutes(-minutes), now, zone, words));
    }

    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(7, 4, 3)]
    public void A_phone_shows_five_places_and_keeps_the_rest_behind_one_of_them(int places, int near, int far)
    {
        var entries = Enumerable.Range(0, places).Select(n => new NavigationEntry($"/lieu-{n}", "Home", "home", 'h', [Role.Owner])).ToList();
        var bar = Render<BottomBar>(p => p.Add(b => b.Entries, entries));

        Assert.Equal(near, bar.FindAll("nav > a").Count);
        Assert.Equal(far, bar.FindAll(".more a").Count);
    }

    private static void Speak(Language language) => CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = language.Culture();

    private sealed class Fragile : ComponentBase
    {
        [Parameter] public required Func<bool> Fails { get; set; }

        protected override void BuildRenderTree(Microsoft.AspNetCore.Components.Rendering.RenderTreeBuilder builder)
        {
            if (Fails()) throw new InvalidOperationException("Broken on purpose");
            builder.AddMarkupContent(0, "<p>Tout va bien</p>");
        }
    }
}
