using RnnGen.Runtime;

namespace RnnGen.Tests.Execution;

/// <summary>Threads that work together. Others use the workers at the same time, and then a work is done by one alone.</summary>
[Collection(nameof(Parallelism))]
public sealed class TeamTests
{
    [Fact]
    public void Every_member_does_its_part_on_a_thread_of_its_own()
    {
        var done = new Notes(3);
        Together(() => Team.Run(new Rounds(done, 1), 3), () => done.Members == 3);
        Assert.Equal(Environment.CurrentManagedThreadId, done.Threads[0]);
        Assert.Equal(3, done.Threads.Distinct().Count());
    }

    [Fact]
    public void Nobody_goes_on_before_all_have_met()
    {
        var done = new Notes(3);
        Together(() => Team.Run(new Rounds(done, 2000), 3), () => done.Members == 3);
        Assert.Equal(0, done.Early);
        Assert.All(done.Round, round => Assert.Equal(2000, round));
    }

    [Fact]
    public void Workers_that_have_fallen_asleep_wake_up()
    {
        var done = new Notes(2);
        for (int time = 0; time < 20; time++)
        {
            Thread.Sleep(2);
            Together(() => Team.Run(new Rounds(done, 1), 2), () => done.Members == 2);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void What_a_member_throws_comes_to_the_caller_and_the_team_goes_on(int culprit)
    {
        var done = new Notes(3);
        Together(
            () =>
            {
                Exception exception = Assert.ThrowsAny<Exception>(() => Team.Run(new Failure(done, culprit), 3));
                Assert.True(done.Members < 3 || exception is DivideByZeroException, exception.ToString());
            },
            () => done.Members == 3);
        Together(() => Team.Run(new Rounds(done, 5), 3), () => done.Members == 3);
    }

    [Fact]
    public void A_work_within_a_work_is_done_by_one()
    {
        var outer = new Notes(2);
        Together(() => Team.Run(new Nested(outer), 2), () => outer.Members == 2);
        Assert.Equal([1, 1], outer.Round);
    }

    /// <summary>Repeats until no other thread has had the workers meanwhile.</summary>
    private static void Together(Action act, Func<bool> together)
    {
        for (int attempt = 0; attempt < 1000; attempt++)
        {
            act();
            if (together())
            {
                return;
            }

            Thread.Sleep(1);
        }

        Assert.Fail("The workers are never free.");
    }

    /// <summary>What members note down.</summary>
    private sealed class Notes(int members)
    {
        public int Members;
        public int Early;
        public int[] Round = new int[members];
        public int[] Threads = new int[members];
    }

    private readonly struct Rounds(Notes notes, int rounds) : ITeamWork
    {
        public void Run(Team team, int member)
        {
            notes.Members = team.Members;
            notes.Threads[member] = Environment.CurrentManagedThreadId;
            for (int round = 1; round <= rounds; round++)
            {
                Volatile.Write(ref notes.Round[member], round);
                team.Meet();
                for (int other = 0; other < team.Members; other++)
                {
                    if (Volatile.Read(ref notes.Round[other]) < round)
                    {
                        Interlocked.Increment(ref notes.Early);
                    }
                }
            }
        }
    }

    private readonly struct Failure(Notes notes, int culprit) : ITeamWork
    {
        public void Run(Team team, int member)
        {
            notes.Members = team.Members;
            if (member == culprit || team.Members == 1)
            {
                throw new DivideByZeroException();
            }

            team.Meet();
        }
    }

    private readonly struct Nested(Notes notes) : ITeamWork
    {
        public void Run(Team team, int member)
        {
            notes.Members = team.Members;
            var inner = new Notes(2);
            Team.Run(new Rounds(inner, 3), 2);
            notes.Round[member] = inner.Members;
        }
    }
}
