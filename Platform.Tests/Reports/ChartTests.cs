using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Platform.Web.Reports;
using Platform.Web.Reports.Charts;

namespace Platform.Tests.Reports;

/// <summary>A chart says the same to the eye, to a screen reader and in its table.</summary>
public sealed class ChartTests : BunitContext
{
    private static readonly ChartStep[] Days = [new("lundi 16 novembre", "16 nov."), new("mardi 17 novembre", "17 nov."), new("mercredi 18 novembre", "18 nov.")];

    public ChartTests()
    {
        Services.AddLocalization();
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (new("fr"), new("fr"));
    }

    [Fact]
    public void The_tallest_bar_reaches_half_of_a_scale_that_ends_at_twice_its_value()
    {
        var chart = Render<BarChart>(p => p.Add(c => c.Title, "Ventes").Add(c => c.Steps, Days).Add(c => c.Series, new("Ventes", [0, 250, 500], "primary")).Add(c => c.Before, new("Avant", [1000, 0, 0], "muted")).Add(c => c.Say, Say));

        var heights = chart.FindAll("rect.bar").Select(bar => double.Parse(bar.GetAttribute("height")!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal([0, 44.75, 89.5], heights);
        Assert.Contains("mercredi 18 novembre : 500 DH", chart.Find("g:nth-of-type(3) title").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Behind_each_chart_is_the_table_it_was_drawn_from()
    {
        var chart = Render<LineChart>(p => p.Add(c => c.Title, "Réponses").Add(c => c.Steps, Days).Add(c => c.Series, [new("IA", [1, 2, 3], "ai"), new("Équipe", [4, 5, 6], "primary")]).Add(c => c.Say, Say));

        Assert.Equal(["16", "17", "18"], chart.FindAll("tbody th").Select(day => day.TextContent.Split(' ')[1]));
        Assert.Equal(["3 DH", "6 DH"], chart.FindAll("tbody tr:nth-child(3) td").Select(cell => cell.TextContent));
        Assert.Equal(chart.Find("[role=img]").GetAttribute("aria-labelledby"), chart.Find("h2").Id);
    }

    [Fact]
    public void An_empty_period_says_so_and_shows_no_scale()
    {
        var chart = Render<BarChart>(p => p.Add(c => c.Title, "Ventes").Add(c => c.Steps, Days).Add(c => c.Series, new("Ventes", [0, 0, 0], "primary")).Add(c => c.Say, Say));
        Assert.Equal("Rien pendant cette période", chart.Find("p").TextContent);
        Assert.Empty(chart.FindAll("svg, details"));

        var funnel = Render<FunnelChart>(p => p.Add(c => c.Steps, [new(Measure.Chats, 0, 0), new(Measure.ChatsOrdered, 0, 0)]).Add(c => c.HrefOf, measure => $"rapports/liste?quoi={measure}"));
        Assert.Equal("0", funnel.Find("rect.all").GetAttribute("width"));
    }

    [Fact]
    public void A_step_of_the_funnel_says_its_share_of_the_first_and_leads_to_who_is_in_it()
    {
        var funnel = Render<FunnelChart>(p => p.Add(c => c.Steps, [new(Measure.Chats, 40, 10), new(Measure.ChatsOrdered, 10, 5)]).Add(c => c.HrefOf, measure => $"rapports/liste?quoi={measure}"));

        Assert.Equal("250", funnel.FindAll("rect.all")[1].GetAttribute("width"));
        Assert.Contains("25 %", funnel.FindAll(".tally")[1].TextContent, StringComparison.Ordinal);
        Assert.Equal("rapports/liste?quoi=ChatsOrdered", funnel.FindAll("a")[1].GetAttribute("href"));
    }

    private static string Say(long value) => $"{value} DH";
}
