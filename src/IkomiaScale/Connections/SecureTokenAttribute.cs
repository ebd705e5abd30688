using System.Management.Automation;
using IkomiaScale.Authentication;

namespace IkomiaScale.Connections;

/// <summary>Accepts a secret as a plain string too, because scripts often get it as one from a vault.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecureTokenAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text && text.Length > 0 ? SecureStrings.Protect(text.Trim()) : inputData;
    }
}
