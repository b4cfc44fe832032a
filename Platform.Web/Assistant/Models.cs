using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Platform.Domain.Assistant;
using Platform.Domain.Common;
using Platform.Web.Orders;

namespace Platform.Web.Assistant;

/// <summary>What a talk between a model and the desk came to.</summary>
/// <param name="Text">As it may be sent; empty when there is nothing to say.</param>
public sealed record Talk(
    string Text,
    Draft Draft,
    Deed.HandOver? HandOver,
    bool Stops,
    TurnOutcome Outcome,
    string Model,
    ImmutableArray<string> Tools,
    int InputTokens,
    int OutputTokens,
    long CostMicros,
    int Dropped);

/// <summary>
/// Lets a model talk to the desk until it has an answer. Whichever model it is, it can only use the desk's tools,
/// and what it says is checked against what they told it.
/// </summary>
public sealed class Models(IEnumerable<ModelSeat> seats, ModelBudget budget, ILogger<Models> log)
{
    private const int MostRounds = 12;

    private static readonly ChatOptions Options = new() { Tools = [.. DeskTool.All.Select(tool => (AITool)new DeskFunction(tool))] };

    /// <summary>However many rounds it takes, the customer waits no longer before the next model answers.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Whether anybody here understands more than text.</summary>
    public bool CanLookAndListen => seats.Any(seat => seat is { IsReady: true, IsLast: false });

    /// <summary>What the desk cannot do by itself.</summary>
    /// <param name="PlaceAsync">Places what the customer said yes to.</param>
    /// <param name="AskPaymentAsync">Where the customer pays this order; null when there is no way just now.</param>
    public sealed record Hands(Func<Recap, Task<OrderDesk.Outcome>> PlaceAsync, Func<OwnOrder, Task<Uri?>> AskPaymentAsync);

    public async Task<Talk> TalkAsync(OrganisationId organisation, ShopBook.Page page, Situation customer, Draft draft, Hands hands, CancellationToken ct)
    {
        foreach (var seat in seats.Where(seat => seat.IsReady))
        {
            if (seat.Price is not null && await budget.IsSpentAsync(organisation, page.Settings, ct)) continue;
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            if (!seat.IsLast) patience.CancelAfter(Patience);
            try
            {
                return await WithAsync(seat, page.Shop, customer, draft, hands, patience.Token);
            }
            catch (Exception e) when (!ct.IsCancellationRequested && !seat.IsLast)
            {
                // The next one knows everything this one knew; what was placed stays placed.
                ModelFailed.Say(log, seat.Name, e.GetType().Name);
            }
        }

        throw new InvalidOperationException("No model has an answer");
    }

    private static async Task<Talk> WithAsync(ModelSeat seat, Shop shop, Situation customer, Draft draft, Hands hands, CancellationToken ct)
    {
        var desk = new SalesDesk(shop, customer);
        var prompt = Prompt.For(shop, customer);
        List<ChatMessage> messages = [new(ChatRole.System, prompt), .. customer.Said.Select(line => MessageOf(line, seat))];

        var answers = ImmutableArray.CreateBuilder<DeskAnswer>();
        var used = new UsageDetails();
        for (var round = 0; round < MostRounds; round++)
        {
            var response = await seat.Client.GetResponseAsync(messages, Options, ct);
            if (response.Usage is { } usage) used.Add(usage);
            messages.AddRange(response.Messages);

            var calls = response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>().ToList();
            if (calls is [] && !seat.IsLast && !IsWhole(response)) throw new InvalidOperationException("The model broke off");
            if (calls is []) return Closed(seat, response.Text, new(shop, customer, draft, answers.ToImmutable(), prompt), used);

            var results = new List<AIContent>();
            foreach (var call in calls)
            {
                var answer = await CallAsync(desk, draft, call, hands);
                draft = answer.Draft;
                answers.Add(answer);
                results.Add(new FunctionResultContent(call.CallId, JsonSerializer.SerializeToElement(answer.ForModel)));
            }

            messages.Add(new(ChatRole.Tool, results));
        }

        throw new InvalidOperationException("The model never came to an answer");
    }

    private static ChatMessage MessageOf(Line line, ModelSeat seat) => line switch
    {
        { By: not Speaker.Customer } => new(ChatRole.Assistant, line.Text),
        { With: { } with } when !seat.IsLast => new(ChatRole.User, [.. line.Text.Length > 0 ? [new TextContent(line.Text)] : Array.Empty<AIContent>(), new DataContent(with.Content, with.MimeType)]),
        _ => new(ChatRole.User, line.Text),
    };

    /// <summary>Neither cut short nor held back, and something to read.</summary>
    private static bool IsWhole(ChatResponse response) => response.Text.Length > 0 && (response.FinishReason ?? ChatFinishReason.Stop) == ChatFinishReason.Stop;

    private static async Task<DeskAnswer> CallAsync(SalesDesk desk, Draft draft, FunctionCallContent call, Hands hands)
    {
        var answer = desk.Call(draft, call.Name, call.Arguments ?? new Dictionary<string, object?>());
        return answer.Deed switch
        {
            Deed.Place { Recap: var recap } => (await hands.PlaceAsync(recap)).Number is { } number ? SalesDesk.Placed(answer.Draft, number) : desk.SoldOut(answer.Draft, line: 0),
            Deed.AskPayment { Order: var order } => desk.PaymentAsked(answer.Draft, order, (await hands.AskPaymentAsync(order))?.AbsoluteUri),
            _ => answer,
        };
    }

    private static Talk Closed(ModelSeat seat, string said, TurnRecord turn, UsageDetails used)
    {
        var deeds = turn.Answers.Select(answer => answer.Deed).ToList();
        var isPlaced = turn.Answers.Any(answer => answer.Tool == "confirm" && answer.ForModel.ContainsKey("placed"));
        var reply = OutgoingCheck.Check(said, turn);
        var over = deeds.OfType<Deed.HandOver>().LastOrDefault();
        return new(
            reply.Text,
            turn.Draft,
            over,
            deeds.OfType<Deed.StopMessages>().Any(),
            isPlaced ? TurnOutcome.Ordered : over is not null ? TurnOutcome.Escalated : reply.Text.Length > 0 ? TurnOutcome.Answered : TurnOutcome.Silent,
            seat.Name,
            [.. turn.Answers.Select(answer => answer.Tool)],
            (int)(used.InputTokenCount ?? 0),
            (int)(used.OutputTokenCount ?? 0),
            seat.Price?.Of(used) ?? 0,
            reply.Dropped.Length);
    }

    /// <summary>Described to the model; the desk is what does it.</summary>
    private sealed class DeskFunction(DeskTool tool) : AIFunctionDeclaration
    {
        private readonly JsonElement schema = JsonSerializer.SerializeToElement(tool.Schema);

        public override string Name => tool.Name;
        public override string Description => tool.Description;
        public override JsonElement JsonSchema => schema;
    }
}

internal static partial class ModelFailed
{
    [LoggerMessage(LogLevel.Warning, "{Model} gave no answer ({Error}); the next model is asked")]
    public static partial void Say(ILogger log, string model, string error);
}
