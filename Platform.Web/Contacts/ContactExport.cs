using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using Platform.Domain.Contacts;
using Platform.Domain.EventSourcing;
using Platform.Web.Conversations;
using Platform.Web.Orders;
using Platform.Web.Store;

namespace Platform.Web.Contacts;

/// <summary>Everything a shop keeps of one person, in one file, for the day they ask for it.</summary>
internal static class ContactExport
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true, Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = { new JsonStringEnumConverter() },
    };

    public static async Task<IResult> DownloadAsync(
        Guid id, Actor by, ContactQueries contacts, ContactFields fields, ContactStory story, OrderQueries orders, PlatformDbs dbs, CancellationToken ct)
    {
        if (await contacts.OpenAsync(by.Organisation, new ContactId(id), ct) is not { } file) return TypedResults.NotFound();

        var names = (await fields.ListAsync(by.Organisation, ct)).ToDictionary(field => field.Id, field => field.Name);
        Guid[] conversations = [.. file.Chats.Select(chat => chat.Conversation)];
        await using var db = dbs.Open(by.Organisation);
        var messages = await db.Set<ThreadRow>().AsNoTracking().Where(row => row.OrganisationId == by.Organisation.Value && conversations.Contains(row.Conversation))
            .OrderBy(row => row.At).ThenBy(row => row.Version).Select(row => new { row.Conversation, row.At, row.By, row.Kind, row.Text, row.State }).ToListAsync(ct);

        var everything = new
        {
            Contact = new { file.Contact.Id, file.Contact.Name, file.Contact.Phone, file.Contact.Email, file.Contact.Language, file.Contact.City, file.Contact.CreatedAt },
            file.Tags,
            Fields = file.Values.ToDictionary(value => names[value.Key], value => value.Value),
            Consent = await story.ConsentAsync(by.Organisation, file, ct),
            Orders = (await orders.OfAsync(by.Organisation, file.People, most: 1_000, ct)).Select(order => new
            {
                order.Number, order.Status, order.PlacedAt, order.Currency, order.Total, order.Name, order.Phone, order.City, order.Quarter, order.Address, order.Note,
            }),
            Story = await story.OfAsync(by.Organisation, file, ct),
            Messages = messages,
        };
        return TypedResults.File(JsonSerializer.SerializeToUtf8Bytes(everything, Readable), "application/json", $"contact-{file.Contact.Id:N}.json");
    }
}
