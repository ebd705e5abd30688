namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>Tests of a class that start processes or wait, one after another: they begin first, so that the others fill the time beside them.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class TakesLongAttribute : Attribute;
