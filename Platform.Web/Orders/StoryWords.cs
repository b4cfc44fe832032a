using System.Globalization;
using Microsoft.Extensions.Localization;
using Platform.Domain.Orders;
using Platform.Web.Shared;

namespace Platform.Web.Orders;

/// <summary>One step of an order's story, in the words of whoever reads it.</summary>
public static class StoryWords
{
    public static string Title(OrderStory.Step step, IStringLocalizer texts) => texts[step.Fact switch
    {
        OrderPicked { IsPicked: false } => "StepPutBack",
        OrderReturned { WasDelivered: true } => "StepGivenBack",
        var fact => $"Step{fact.GetType().Name["Order".Length..]}",
    }];

    public static string? Detail(OrderStory.Step step, IStringLocalizer texts) => step.Fact switch
    {
        OrderPlaced e => MoneyText.Within(e.Total),
        OrderConfirmed { Reserved: { Count: > 0 } goods } => texts["DetailReserved", Pieces(goods)],
        OrderEdited e => Joined(MoneyText.Within(e.Total), Some(texts, "DetailTaken", step, e.Taken), Some(texts, "DetailReleased", step, e.Released)),
        OrderPicked e => step.Names.GetValueOrDefault(e.Variant),
        OrderSteppedBack e => texts[e.To.ToString()],
        OrderHandedOver e => e.To,
        OrderFailed e => Why(e.Reason),
        OrderCancelled e => Joined(Why(e.Reason), e.Released is { Count: > 0 } goods ? texts["DetailBack", Pieces(goods)].Value : null),
        OrderRescheduled e => Joined(e.Date?.ToString("dddd d MMMM", CultureInfo.CurrentCulture), e.Slot),
        OrderReturned e => Joined(Why(e.Reason), Goods(step, e.Goods), e.WasDelivered ? texts["DetailCredit", MoneyText.Within(e.Credit)].Value : null),
        OrderPaid e => Joined(MoneyText.Within(e.Amount), OrderWords.Gateway(e.Gateway, texts)),
        OrderRefunded e => MoneyText.Within(e.Amount),
        _ => null,
    };

    /// <summary>Who did it; a colleague by name.</summary>
    public static string Author(OrderStory.Step step, IStringLocalizer texts) => step.Who ?? texts[$"By{step.Kind}"];

    private static string Why(string reason) => OrderReasons.Say(reason, Preferences.CurrentLanguage);

    private static int Pieces(IEnumerable<ShelfLine> goods) => goods.Sum(line => line.Quantity);

    private static string? Some(IStringLocalizer texts, string key, OrderStory.Step step, IReadOnlyList<ShelfLine> goods) => goods is [] ? null : texts[key, Goods(step, goods)].Value;

    private static string Goods(OrderStory.Step step, IReadOnlyList<ShelfLine> goods) =>
        string.Join(", ", goods.Select(line => string.Create(CultureInfo.CurrentCulture, $"{line.Quantity} × {step.Names.GetValueOrDefault(line.Variant)}")));

    private static string? Joined(params string?[] parts) => parts.Where(part => part is { Length: > 0 }).ToList() is { Count: > 0 } some ? string.Join(" · ", some) : null;
}
