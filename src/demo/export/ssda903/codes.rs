//! Codes of the return where the dataset's tables hold older ones.

/// The kind of a placement: homes that are not registered as children's homes have a code of their own since 2023.
pub(super) fn place(code: &str) -> &str {
    match code {
        "H5" | "P2" => "K3",
        other => other,
    }
}

/// Why a placement changed.
pub(super) fn change(code: &str) -> &str {
    match code {
        "PLAN" => "CARPL",
        "" => "OTHER",
        other => other,
    }
}

/// Why a time in care ended: special guardianship says to whom.
pub(super) fn ceased(code: &str) -> &str {
    match code {
        "E43" => "E46",
        "E44" => "E48",
        other => other,
    }
}

/// The category of need of a child in care. The return has none for "not in need" and "not stated", which a case system
/// may still hold from the referral: absent parenting stands in.
pub(super) fn need(code: &str) -> &str {
    match code {
        "N0" | "N9" | "" => "N8",
        other => other,
    }
}
