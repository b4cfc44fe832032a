using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.HttpResults;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Web.Identity;
using Platform.Web.Identity.ApiKeys;
using Platform.Web.Store;

namespace Platform.Web.Conversations;

internal static class ConversationEndpoints
{
    public static void MapConversationApi(this IEndpointRouteBuilder app)
    {
        var conversations = app.MapGroup("/api/conversations").RequireRateLimiting(Limits.Api).WithTags("Conversations");
        conversations.MapGet("/", ListAsync).RequireScope(Scopes.ConversationsRead);
        conversations.MapGet("/{id:guid}/messages", MessagesAsync).RequireScope(Scopes.ConversationsRead);
        conversations.MapPost("/{id:guid}/replies", ReplyAsync).RequireScope(Scopes.MessagesWrite);
    }

    private static async Task<Ok<Page<Line>>> ListAsync(Actor by, InboxQueries inbox, CancellationToken ct, InboxFilter filter = InboxFilter.Open, Guid? after = null, int limit = InboxQueries.PageSize)
    {
        var last = after is { } id ? await inbox.FindAsync(by.Organisation, new ConversationId(id), ct) : null;
        var rows = await inbox.PageAsync(by.Organisation, filter, by.Id, after: last, size: Math.Clamp(limit, 1, 100), ct: ct);
        return TypedResults.Ok(new Page<Line>([.. rows.Select(row => new Line(row.Conversation, row.Name, row.Phone, row.Preview, row.LastAt, row.Unread, row.Handler, row.IsClosed))]));
    }

    private static async Task<Results<Ok<Page<Message>>, NotFound>> MessagesAsync(Guid id, Actor by, InboxQueries inbox, ThreadQueries thread, CancellationToken ct, Guid? before = null, int limit = ThreadQueries.PageSize)
    {
        if (await inbox.FindAsync(by.Organisation, new ConversationId(id), ct) is null) return TypedResults.NotFound();

        var first = before is { } message ? (await thread.FindAsync(by.Organisation, new MessageId(message), ct)).Row : null;
        var rows = await thread.PageAsync(by.Organisation, new ConversationId(id), first, Math.Clamp(limit, 1, 200), ct);
        return TypedResults.Ok(new Page<Message>([.. rows.Select(row => new Message(row.Message, row.At, row.By, row.Kind, row.Text, row.State, row.Failure))]));
    }

    private static async Task<Results<Accepted, NotFound, ProblemHttpResult>> ReplyAsync(
        Guid id, NewReply reply, Actor by, InboxQueries inbox, Streams streams, CancellationToken ct)
    {
        if (await inbox.FindAsync(by.Organisation, new ConversationId(id), ct) is not { } row) return TypedResults.NotFound();

        var command = new QueueReply(new MessageId(reply.Id), new MemberId(by.Id ?? Guid.Empty), new Personal(row.Contact, reply.Text ?? ""));
        var decision = await streams.HandleAsync(new ConversationId(id), command, by, ct);
        return decision.Refusal is { } refusal
            ? TypedResults.Problem(statusCode: refusal.Code == "forbidden" ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict, type: refusal.Code)
            : TypedResults.Accepted($"/api/conversations/{id}/messages");
    }

    /// <param name="Id">Chosen by the caller, so sending it twice changes nothing.</param>
    internal sealed record NewReply(Guid Id, string? Text);

    internal sealed record Page<T>(IReadOnlyList<T> Data);

    internal sealed record Line(
        Guid Id, string? Name, string? Phone, string Preview, [property: JsonPropertyName("last_at")] DateTimeOffset LastAt, int Unread, Guid? Handler,
        [property: JsonPropertyName("is_closed")] bool IsClosed);

    internal sealed record Message(Guid Id, DateTimeOffset At, Speaker By, ThreadKind Kind, string Text, ReplyState? State, string? Failure);
}
