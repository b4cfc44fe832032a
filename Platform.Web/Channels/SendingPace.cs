using Platform.Domain.Channels;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Web.Store;

namespace Platform.Web.Channels;

/// <summary>Keeps every number within <see cref="SendingRules"/>, on all nodes together.</summary>
public sealed class SendingPace(Databases databases)
{
    /// <param name="person">There is one conversation for each person and number.</param>
    /// <returns>How long to wait first; nothing when it may go now, and then its place is taken.</returns>
    public async Task<TimeSpan> TakeAsync(OrganisationId organisation, ChannelId channel, ConversationId person, Pace number, CancellationToken ct)
    {
        var pair = SendingRules.ToOnePerson;
        Guid[] lanes = [channel.Value, person.Value];
        TimeSpan[] every = [number.Every, pair.Every];
        int[] burst = [number.Burst, pair.Burst];

        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select take_pace({organisation.Value}, {lanes}, {every}, {burst})");
        return (await batch.ListAsync(row => row.GetTimeSpan(0), ct))[0];
    }

    /// <summary>Counts a person who is written to first; false when the day's people are used up.</summary>
    /// <param name="peopleADay">What the provider allows; less than nought for everybody, null when it did not say.</param>
    public async Task<bool> ReachAsync(OrganisationId organisation, ChannelId channel, ConversationId person, int? peopleADay, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select reach_person({organisation.Value}, {channel.Value}, {person.Value}, {peopleADay}::int, {SendingRules.Day})");
        return (await batch.ListAsync(row => row.GetBoolean(0), ct))[0];
    }

    /// <summary>By number, how many people were written to first within the day that counts.</summary>
    public async Task<IReadOnlyDictionary<Guid, int>> ReachedAsync(OrganisationId organisation, CancellationToken ct)
    {
        await using var batch = databases.App.BatchFor(organisation);
        batch.Add($"select channel, count(*)::int from reached_people where organisation_id = {organisation.Value} and at > now() - {SendingRules.Day} group by channel");
        return (await batch.ListAsync(row => (Channel: row.GetGuid(0), People: row.GetInt32(1)), ct)).ToDictionary(row => row.Channel, row => row.People);
    }

    /// <summary>Lanes that have long been free, and people reached before the day that counts.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        await using var batch = databases.Across.BatchAcross();
        batch.Add($"delete from sending_pace where due < now() - interval '1 hour'");
        batch.Add($"delete from reached_people where at < now() - {SendingRules.Day}");
        await batch.RunAsync(ct);
    }
}
