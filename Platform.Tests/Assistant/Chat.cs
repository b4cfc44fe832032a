using System.Collections.Immutable;
using Microsoft.Extensions.AI;
using Platform.Domain.Assistant;
using Platform.Domain.Common;

namespace Platform.Tests.Assistant;

/// <summary>A chat with a model at a desk, without database or channel: what the customer writes, what goes out, what came of it.</summary>
internal sealed class Chat(Shop shop, IChatClient model, string prompt = "")
{
    private const int MostRounds = 12;

    private ImmutableArray<Line> thread = [];

    public Draft Draft { get; private set; } = Draft.Empty;
    public Situation Customer { get; init; } = new(Shops.Today, []) { Phone = PhoneNumber.TryParse("+212661020304", null, out var phone) ? phone : null };
    public List<Recap> Orders { get; } = [];
    public List<Deed.HandOver> HandOvers { get; } = [];
    public List<OwnOrder> Asked { get; } = [];

    /// <summary>What the till answers when it is asked for one.</summary>
    public string? PaymentLink { get; init; } = "https://relais.example/payer/abc";
    public bool IsStopped { get; private set; }
    public List<string> Replies { get; } = [];
    public List<string> Dropped { get; } = [];
    public List<DeskAnswer> Answers { get; } = [];

    /// <summary>Set to have the last one sold to somebody else in the moment of the yes.</summary>
    public bool IsGoneAtTheLastMoment { get; set; }

    public async Task<string> SayAsync(params string[] bubbles)
    {
        thread = thread.AddRange(bubbles.Select(text => new Line(Speaker.Customer, text)));
        var customer = Customer with { Said = thread };
        var desk = new SalesDesk(shop, customer);
        var turn = ImmutableArray<DeskAnswer>.Empty;

        List<ChatMessage> messages = [new(ChatRole.System, prompt), .. thread.Select(line => new ChatMessage(line.By is Speaker.Customer ? ChatRole.User : ChatRole.Assistant, line.Text))];
        for (var round = 0; round < MostRounds; round++)
        {
            var message = (await model.GetResponseAsync(messages)).Messages[^1];
            messages.Add(message);
            var calls = message.Contents.OfType<FunctionCallContent>().ToList();
            if (calls is []) return Send(message.Text, new(shop, customer, Draft, turn, prompt));

            var results = new List<AIContent>();
            foreach (var call in calls)
            {
                var answer = Carry(desk, desk.Call(Draft, call.Name, call.Arguments ?? new Dictionary<string, object?>()));
                Draft = answer.Draft;
                turn = turn.Add(answer);
                Answers.Add(answer);
                results.Add(new FunctionResultContent(call.CallId, answer.ForModel));
            }

            messages.Add(new(ChatRole.Tool, results));
        }

        throw new InvalidOperationException("The model never came to an answer");
    }

    public void SaysAPerson(string text) => thread = thread.Add(new(Speaker.Member, text));

    private DeskAnswer Carry(SalesDesk desk, DeskAnswer answer)
    {
        switch (answer.Deed)
        {
            case Deed.Place when IsGoneAtTheLastMoment:
                return desk.SoldOut(answer.Draft, 0);
            case Deed.Place place:
                Orders.Add(place.Recap);
                return SalesDesk.Placed(answer.Draft, $"A-{100 + Orders.Count}");
            case Deed.AskPayment { Order: var order }:
                Asked.Add(order);
                return desk.PaymentAsked(answer.Draft, order, PaymentLink);
            case Deed.HandOver handOver:
                HandOvers.Add(handOver);
                return answer;
            case Deed.StopMessages:
                IsStopped = true;
                return answer;
            default:
                return answer;
        }
    }

    private string Send(string text, TurnRecord turn)
    {
        var reply = OutgoingCheck.Check(text, turn);
        Dropped.AddRange(reply.Dropped);
        Replies.Add(reply.Text);
        thread = thread.Add(new(Speaker.Assistant, reply.Text));
        return reply.Text;
    }
}
