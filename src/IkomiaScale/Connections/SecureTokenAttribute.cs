using System.Management.Automation;
using IkomiaScale.Authentication;

namespace IkomiaScale.Connections;

/// <summary>Lets a secret be given as a plain string too, as scripts that read it from a vault often have it.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class SecureTokenAttribute : ArgumentTransformationAttribute
{
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is string text && text.Length > 0 ? SecureStrings.Protect(text.Trim()) : inputData;
    }
}
