namespace RnnGen.Runtime;

/// <summary>Work that every member of a team does its part of.</summary>
internal interface ITeamWork
{
    /// <summary>The part of one member.</summary>
    /// <param name="team">Who do this work together.</param>
    /// <param name="member">0, the calling thread, to <see cref="Team.Members"/> − 1.</param>
    void Run(Team team, int member);
}
