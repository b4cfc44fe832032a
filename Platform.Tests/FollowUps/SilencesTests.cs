using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Contacts;
using Platform.Domain.Conversations;
using Platform.Domain.FollowUps;

namespace Platform.Tests.FollowUps;

/// <summary>A thousand chats over three days in which anything may happen at any moment, on a clock of their own.</summary>
public sealed class SilencesTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(1), "test", "test");
    private static readonly FollowUpRules Rules = new(IsOn: true, TimeSpan.FromHours(2), TimeSpan.FromHours(20), Most: 2, new(21, 0), new(9, 0), Zone);
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly MemberId Awa = new(new Guid("0195556e-0000-7000-8000-000000000003"));

    [Fact]
    public void Nobody_is_ever_reminded_who_must_not_be()
    {
        var sent = 0;
        for (var seed = 0; seed < 1_000; seed++) sent += new Chat(seed).Live(TimeSpan.FromDays(3));
        Assert.InRange(sent, 300, 3_000);
    }

    private sealed class Chat(int seed)
    {
        private readonly Random chance = new(seed);
        private readonly ContactId who = new(new Guid(seed, 0, 0, new byte[8]));
        private readonly Dictionary<(int Heard, int Step), int> said = [];
        private Conversation state = Conversation.Initial;
        private PlannedFollowUp? planned;
        private int names;

        /// <summary>Five minutes at a time; what is due is looked at twice, as two nodes would.</summary>
        public int Live(TimeSpan length)
        {
            for (var now = Start.AddMinutes(seed % 1_440); now < Start + length; now = now.AddMinutes(5))
            {
                if (!state.IsBegun || chance.Next(150) == 0) Happen(now);
                var before = planned;
                Look(before, now);
                Look(before, now);
            }

            return said.Values.Sum();
        }

        private void Happen(DateTimeOffset now)
        {
            switch (state.IsBegun ? chance.Next(12) : 0)
            {
                case 0 or 1 or 2 or 3 or 4:
                    Do(new ReceiveMessage(Next(), $"wamid.{names}", who, new(Guid.Empty), MessageKind.Text, Words("bonjour"), now), now);
                    if (chance.Next(8) > 0 && Do(new TakeTurn(state.Heard, Next(), Words("oui ?")), now) && Rules.Due(now, 0) is { } due) planned = new(state.Heard, 0, due);
                    break;
                case 5 or 6: Do(new TakeOver(Awa), now); break;
                case 7 or 8: Do(new HandBack(Awa), now); break;
                case 9: Do(new CloseConversation(), now); break;
                case 10: Do(new NoteOrder(Guid.NewGuid(), "CMD-1", new Money(1, Currency.MAD)), now); break;
                default:
                    Do(new ReceiveMessage(Next(), $"wamid.{names}", who, new(Guid.Empty), MessageKind.Text, Words("stop"), now), now);
                    Do(new TakeTurn(state.Heard, Next(), Words("d'accord"), Stop: state.Last), now);
                    break;
            }
        }

        private void Look(PlannedFollowUp? seen, DateTimeOffset now)
        {
            if (seen is not { } due || due.Due > now) return;
            var chat = new Prospect(state.LastHeardAt, state.Heard, state.Settled >= state.Heard, state.IsClosed, state.Handler is not null, state.Escalated is not null, state.HasStopped, state.Orders.Count > 0);
            switch (Rules.Consider(chat, due, now))
            {
                case FollowUpVerdict.Wait { Until: var until }:
                    planned = due with { Due = until };
                    break;
                case FollowUpVerdict.Never:
                    if (planned?.Heard == due.Heard) planned = null;
                    break;
                default:
                    Send(due, now);
                    break;
            }
        }

        private void Send(PlannedFollowUp due, DateTimeOffset now)
        {
            var message = new MessageId(new Guid(seed, (short)due.Heard, (short)due.Step, new byte[8]));
            var (lastHeard, before) = (state.LastHeardAt!.Value, state);
            if (!Do(new SendFollowUp(message, due.Heard, Words("toujours là ?")), now)) return;

            said[(due.Heard, due.Step)] = said.GetValueOrDefault((due.Heard, due.Step)) + 1;
            planned = Rules.Due(lastHeard, due.Step + 1) is { } next ? due with { Step = due.Step + 1, Due = next } : null;

            Assert.Equal(1, said[(due.Heard, due.Step)]);
            Assert.True(said.Keys.Count(key => key.Heard == due.Heard) <= Rules.Most);
            Assert.True(TimeZoneInfo.ConvertTime(now, Zone).Hour is >= 9 and < 21, $"at night: {now:O}");
            Assert.True(now - lastHeard < TimeSpan.FromHours(24) && now - lastHeard >= TimeSpan.FromHours(2));
            Assert.True(before is { IsClosed: false, Handler: null, Escalated: null, HasStopped: false, Orders.Count: 0 } && before.Heard == due.Heard && before.Settled == before.Heard);
        }

        private bool Do(ConversationCommand command, DateTimeOffset now)
        {
            var decision = Conversation.Decide(state, command, now);
            state = decision.Facts.Aggregate(state, Conversation.Evolve);
            return decision.Refusal is null && decision.Facts is not [];
        }

        private Personal Words(string text) => new(who.Value, text);
        private MessageId Next() => new(new Guid(seed, 1, 1, [.. BitConverter.GetBytes(++names), 0, 0, 0, 1]));
    }
}
