using System.Runtime.CompilerServices;
using Platform.Domain.Common;
using Platform.Domain.Conversations;
using Platform.Domain.EventSourcing;
using Platform.Domain.Payments;
using Platform.Web.Identity;

namespace Platform.Tests.Identity;

public sealed class PermissionsTests
{
    private static readonly OrganisationId Shop = new(Guid.CreateVersion7());

    private static readonly Actor[] Everybody =
    [
        .. Enum.GetValues<Role>().Select(role => new Actor(Shop, ActorKind.Member, role, Guid.CreateVersion7())),
        Actor.System(Shop), Actor.Customer(Shop), new(Shop, ActorKind.Assistant), new(Shop, ActorKind.ApiKey, Role.None, Guid.CreateVersion7()),
    ];

    private static readonly Type[] All = [.. typeof(ConversationCommand).Assembly.GetTypes().Where(IsCommand)];

    public static TheoryData<Type> Commands => [.. All];

    [Theory, MemberData(nameof(Commands))]
    public void Every_command_has_somebody_who_may(Type command) =>
        Assert.Contains(Everybody, by => Permissions.Allows(by, RuntimeHelpers.GetUninitializedObject(command)));

    [Theory, MemberData(nameof(Commands))]
    public void Who_only_reads_or_only_sends_campaigns_changes_no_conversation(Type command)
    {
        foreach (var role in (Role[])[Role.None, Role.Viewer, Role.Campaigns, Role.Influencer, Role.Staff])
            Assert.False(Permissions.Allows(new(Shop, ActorKind.Member, role, Guid.CreateVersion7()), RuntimeHelpers.GetUninitializedObject(command)), $"{role} {command.Name}");
    }

    [Fact]
    public void Nobody_may_what_has_no_row() => Assert.DoesNotContain(Everybody, by => Permissions.Allows(by, new object()));

    [Fact]
    public void A_customer_may_write_take_it_back_want_no_more_and_pay_and_nothing_else() => Assert.Equal(
        new HashSet<Type> { typeof(ReceiveMessage), typeof(ReactToMessage), typeof(EditMessage), typeof(RevokeMessage), typeof(StopMessages), typeof(ResumeMessages), typeof(OpenPayment) },
        All.Where(c => Permissions.Allows(Actor.Customer(Shop), RuntimeHelpers.GetUninitializedObject(c))).ToHashSet());

    private static bool IsCommand(Type type) =>
        type is { IsAbstract: false, BaseType: { IsAbstract: true } family } && family.Name.EndsWith("Command", StringComparison.Ordinal);
}
