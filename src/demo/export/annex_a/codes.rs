//! Codes of the dataset in the spelling of the guide.

pub(super) fn yes_no(yes: bool) -> &'static str {
    if yes { "a) Yes" } else { "b) No" }
}

/// Yes or no of the dataset; blank when it does not say.
pub(super) fn flag(code: &str) -> &'static str {
    match code {
        "Y" => "a) Yes",
        "N" => "b) No",
        _ => "",
    }
}

pub(super) fn gender(code: &str) -> &'static str {
    match code {
        "M" => "a) Male",
        "F" => "b) Female",
        _ => "c) Not stated/recorded",
    }
}

pub(super) fn ethnicity(code: &str) -> &'static str {
    match code.as_bytes().first() {
        Some(b'W') => "a) White",
        Some(b'M') => "b) Mixed",
        Some(b'A') => "c) Asian or Asian British",
        Some(b'B') => "d) Black or black British",
        Some(b'C' | b'O') => "e) Other ethnic group",
        _ => "f) Not stated",
    }
}

/// Who told the authority of a child.
pub(super) fn sender(code: &str) -> &'static str {
    match code {
        "2A" => "b) Schools",
        "2B" => "c) Education Services",
        "4" => "e) Housing",
        "6" => "g) Police",
        "7" => "h) Other legal agency",
        "8" => "i) Other",
        "9" => "j) Anonymous",
        _ => match code.as_bytes().first() {
            Some(b'1') if code != "10" => "a) Individual",
            Some(b'3') => "d) Health Services",
            Some(b'5') => "f) LA Services",
            _ => "k) Unknown",
        },
    }
}

pub(super) fn need(code: &str) -> &'static str {
    match code {
        "N1" => "a) Abuse or neglect",
        "N2" => "b) Child's disability",
        "N3" => "c) Parents illness or disability",
        "N4" => "d) Family in acute stress",
        "N5" => "e) Family dysfunction",
        "N6" => "f) Socially unacceptable behaviour",
        "N7" => "g) Low income",
        "N8" => "h) Absent parenting",
        "N9" => "i) Not CIN",
        _ => "j) Not stated",
    }
}

/// Why a referral was closed.
pub(super) fn closed(code: &str) -> &'static str {
    match code {
        "RC1" => "a) Adopted",
        "RC2" => "b) Died",
        "RC3" => "c) Residence Order",
        "RC4" => "d) Special Guardianship Order",
        "RC5" => "e) Transfer to another LA",
        "RC6" => "f) Transfer to Adult Social Services",
        "RC7" => "g) 'Other' incl. Child no longer in need",
        "RC8" | "RC9" => "h) Child not in need after assessment",
        _ => "i) Not Stated",
    }
}

pub(super) fn abuse(code: &str) -> &'static str {
    match code {
        "NEG" => "a) Neglect",
        "PHY" => "b) Physical Abuse",
        "SAB" => "c) Sexual Abuse",
        "EMO" => "d) Emotional Abuse",
        _ => "e) Multiple",
    }
}

pub(super) fn legal_status(code: &str) -> &'static str {
    match code {
        "C1" => "a) Interim care orders",
        "C2" => "b) Full care orders",
        "D1" => "c) Freed for  Adoption",
        "E1" => "d) Placement order granted",
        "V2" | "V3" | "V4" => "e) Accommodated under S20",
        "L1" | "L2" | "L3" => "f) Detained on child protection grounds in LA accommodation",
        "J1" => "J1: Remanded to LA or youth detention",
        "J2" => "J2: LA accommodation under PACE",
        "J3" => "g) Youth justice legal Statuses",
        _ => "zzCodeError",
    }
}

/// The plan for permanence, in the words of the local file.
pub(super) fn permanence(plan: &str) -> &'static str {
    match plan {
        "return-home" => "a) Return to family",
        "adoption" => "b) Adoption",
        "special-guardianship" => "c) SGO/CAO",
        "long-term-fostering" => "f) Long-term fostering",
        "" => "",
        _ => "g) Other",
    }
}

/// Why a child is no longer in care.
pub(super) fn ceased(code: &str) -> &'static str {
    match code {
        "" => "",
        "E11" | "E12" => "a) Adopted",
        "E2" => "b) Died",
        "E3" => "c) Care taken by another LA",
        "E4A" | "E4B" => "d) Returned home to live with parents or relatives",
        "E13" => {
            "e) Left care to live with parents, relatives or other person with no parental responsibility"
        }
        "E41" => "f) Residence order granted",
        "E43" | "E44" | "E45" | "E46" | "E47" | "E48" => "g) Special Guardianship Orders",
        "E5" | "E6" => "h) Moved into independent living",
        "E7" => "i) Transferred to residential care funded by adult social services",
        "E9" => "j) Sentenced to custody",
        "E14" => "k) Accommodation on remand ended",
        "E15" => "l) Age assessment determined child was 18 or over",
        "E16" => "m) Child moved abroad",
        _ => "n) Care ceased for any other reason",
    }
}

pub(super) fn placement(code: &str) -> &'static str {
    match code {
        "P1" => "c) Placed with parents",
        "P2" => "d) Independent living",
        "P3" => "e) Residential employment",
        "H5" => "f) Residential accommodation",
        "K1" => "g) Secure Children’s Homes",
        "K2" => "h) Children’s Homes",
        "R1" => "i) Residential Care Home",
        "R2" => "j) NHS/Health Trust",
        "R3" => "k) Family Centre or Mother and Baby Unit",
        "R5" => "l) Young Offender Institution",
        "S1" => "m) Residential school",
        _ => match code.as_bytes().first() {
            Some(b'U' | b'Q') => "a) Foster Placement",
            Some(b'A') => "b) Placed for adoption",
            Some(b'T') => "o) Temporary placement",
            _ => "n) Other placements",
        },
    }
}

pub(super) fn provider(code: &str) -> &'static str {
    match code {
        "PR1" => "a) Own LA",
        "PR4" => "b) Private",
        _ => "c) Other",
    }
}

pub(super) fn eligibility(text: &str) -> &'static str {
    match text.to_lowercase().as_str() {
        "relevant" => "a) Relevant",
        "former relevant" => "b) Former relevant",
        "qualifying" => "c) Qualifying",
        "eligible" => "d) Eligible",
        _ => "e) Other",
    }
}

/// Whether the authority is in touch with a care leaver.
pub(super) fn touch(code: &str) -> &'static str {
    match code {
        "YES" => "a) In touch",
        "NO" => "b) Not in touch",
        "" => "c) Not recorded",
        _ => "d) Exclude",
    }
}

/// Where a care leaver lives.
pub(super) fn home(code: &str) -> &'static str {
    match code {
        "B" => "a) With parents or relatives",
        "C" => "b) Community home",
        "D" => "c) Semi-independent transitional accommodation",
        "E" => "d) Supported lodgings",
        "G" => "e) Gone abroad",
        "H" => "f) Deported",
        "K" => "g) Ordinary lodgings",
        "R" => "h) Residence not known",
        "S" => "i) No fixed abode / homeless",
        "T" => "j) Foyers",
        "U" => "k) Independent living",
        "V" => "l) Emergency accommodation",
        "W" => "m) Bed and breakfast",
        "X" => "n) In custody",
        "Z" => "o) With Former Foster Carer",
        "" => "",
        _ => "p) Other accommodation",
    }
}

/// Whether that home suits.
pub(super) fn suits(code: &str) -> &'static str {
    match code {
        "1" => "a) Suitable",
        "2" => "b) Not suitable",
        _ => "c) Not in touch or not recorded",
    }
}

/// What a care leaver does.
pub(super) fn activity(code: &str) -> &'static str {
    match code {
        "F1" => "F1: Full time in higher education",
        "P1" => "P1: Part time in higher education",
        "F2" => "F2: Full time in education other than higher",
        "P2" => "P2: Part time in education other than higher",
        "F4" => "F4: Young person engaged full time in an apprenticeship",
        "P4" => "P4: Young person engaged part time in an apprenticeship",
        "F5" => "F5: Young person engaged full time in training or employment (not apprenticeship)",
        "P5" => "P5: Young person engaged part time in training or employment (not apprenticeship)",
        "G4" => "G4: Not in education, employment or training - illness or disability",
        "G5" => "G5: Not in education, employment or training - other",
        "G6" => "G6: Not in education, employment or training - pregnancy or parenting",
        _ => "",
    }
}

/// Why a child is no longer to be placed for adoption.
pub(super) fn reversed(code: &str) -> &'static str {
    match code {
        "RD1" => "a) Child’s needs changed",
        "RD2" => "b) Court did not make a PO",
        "RD3" => "c) Prospective adopters cannot be found",
        "" => "",
        _ => "d) Any other reason",
    }
}
