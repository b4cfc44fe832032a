using System.Globalization;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Integrations.Messaging;

namespace Platform.Web.Channels;

/// <summary>What a message brings, from the providers' words into ours; a person's own go under their key.</summary>
internal static class Bringing
{
    public static FileNote? File(Said said, ContactId of) =>
        said.Media is { } file ? new(file.Source, file.MimeType, Under(of, file.FileName)) : null;

    /// <returns>Null when there is nothing but the words.</returns>
    public static Brought? Of(Said said, ContactId of)
    {
        var brought = new Brought
        {
            Quoted = said.Quoted,
            Pressed = said.Pressed is { } pressed ? new(pressed.Id, pressed.Title) : null,
            Place = said.Place is { } place ? new(Under(of, Point(place))!.Value, Under(of, place.Name), Under(of, place.Street)) : null,
            Cards = said.Cards is [] ? null : [.. said.Cards.Select(card => new PassedCard(new(of.Value, card.Name), [.. card.Phones.Select(phone => new Personal(of.Value, phone.Number))]))],
            Advert = said.Referral is { } advert ? new(advert.SourceType, advert.SourceId, advert.SourceUrl, advert.Headline, advert.Body, Under(of, advert.ClickId)) : null,
            Cart = said.Basket is { } basket ? new(basket.Catalogue, Under(of, basket.Note), [.. basket.Lines.Select(line => new CartLine(line.Item, line.Quantity, line.UnitPrice, line.Currency))]) : null,
            AskedAbout = said.AskedAbout?.Item,
            Form = Under(of, said.Form),
            IsForwarded = said.IsForwarded ? true : null,
        };
        return brought == new Brought() ? null : brought;
    }

    private static string Point(Place place) => string.Create(CultureInfo.InvariantCulture, $"{place.Latitude},{place.Longitude}");

    private static Personal? Under(ContactId of, string? words) => words is { Length: > 0 } ? new(of.Value, words) : null;
}
