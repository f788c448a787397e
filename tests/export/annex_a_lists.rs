//! The columns of Annex A's eleven lists in order, and the spelling of each code.

/// A column: its header, whether it may be blank, what stands in it.
pub type Column = (&'static str, bool, Holds);

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A date.
    Day,
    /// One of these texts.
    Code(&'static [&'static str]),
    /// A whole number.
    Number,
    /// Any text.
    Text,
}

use Holds::{Code, Day, Number, Text};

const GENDER: &[&str] =
    &["a) Male", "a) Male / d) Neither ", "b) Female", "c) Not stated/recorded", "d) Neither"];
const ETHNICITY: &[&str] = &[
    "a) White",
    "b) Mixed",
    "c) Asian or Asian British",
    "c) Unknown",
    "d) Black or black British",
    "e) Other ethnic group",
    "f) Not stated",
];
const SENDER: &[&str] = &[
    "a) Individual",
    "b) Schools",
    "c) Education Services",
    "d) Health Services",
    "e) Housing",
    "f) LA Services",
    "g) Police",
    "h) Other legal agency",
    "i) Other",
    "j) Anonymous",
    "k) Unknown",
];
const YES_NO: &[&str] = &["b) No", "a) Yes"];
const YES_NO_UNKNOWN: &[&str] = &["b) No", "Unknown", "a) Yes"];
const NEED: &[&str] = &[
    "a) Abuse or neglect",
    "b) Child's disability",
    "c) Parents illness or disability",
    "d) Family in acute stress",
    "e) Family dysfunction",
    "f) Socially unacceptable behaviour",
    "g) Low income",
    "h) Absent parenting",
    "i) Not CIN",
    "j) Not stated",
    "zzCodeError",
];
const ABUSE: &[&str] =
    &["a) Neglect", "b) Physical Abuse", "c) Sexual Abuse", "d) Emotional Abuse", "e) Multiple"];

const LIST_1: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Date of Contact", false, Day),
    ("Contact Source", false, Code(SENDER)),
];

const LIST_2: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Assessment start date", false, Day),
    ("Assessment completion date", true, Day),
    ("Organisation completing assessment", false, Text),
];

const LIST_3: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Date of Referral", true, Day),
    ("Referral Source", false, Code(SENDER)),
    ("Referral NFA?", false, Code(YES_NO)),
    ("Number of Referrals in Last 12 Months", false, Number),
    ("Allocated Team", false, Text),
    ("Allocated Worker", false, Text),
];

const LIST_4: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Does the Child have a Disability", false, Code(YES_NO_UNKNOWN)),
    ("Continuous Assessment Start Date", false, Day),
    ("Child Seen During Continuous Assessment", true, Code(YES_NO_UNKNOWN)),
    ("Continuous Assessment Date of Authorisation", true, Day),
    ("Was the child assessed as requiring LA children's social care support?", true, Code(YES_NO)),
    ("Allocated Team", false, Text),
    ("Allocated Worker", false, Text),
];

const LIST_5: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Does the Child have a Disability", false, Code(YES_NO_UNKNOWN)),
    ("Strategy discussion initiating Section 47 Enquiry Start Date", false, Day),
    ("Was an Initial Child Protection Conference deemed unnecessary?", true, Code(YES_NO)),
    ("Date of Initial Child Protection Conference", true, Day),
    (
        "Did the Initial Child Protection Conference Result in a Child Protection Plan",
        true,
        Code(YES_NO_UNKNOWN),
    ),
    ("Number of Section 47 Enquiries in the last 12 months", false, Number),
    ("Number of ICPCs in the last 12 months", false, Number),
    ("Allocated Team", false, Text),
    ("Allocated Worker", false, Text),
];

const LIST_6: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Does the Child have a Disability", false, Code(YES_NO_UNKNOWN)),
    ("CIN Start Date", true, Day),
    ("Primary Need Code", false, Code(NEED)),
    ("Date Child Was Last Seen", true, Day),
    ("CIN Closure Date", true, Day),
    (
        "Reason for Closure",
        true,
        Code(&[
            "a) Adopted",
            "b) Died",
            "c) Residence Order",
            "d) Special Guardianship Order",
            "e) Transfer to another LA",
            "f) Transfer to Adult Social Services",
            "g) 'Other' incl. Child no longer in need",
            "h) Child not in need after assessment",
            "i) Not Stated",
        ]),
    ),
    (
        "Case Status",
        false,
        Code(&[
            "a) Looked after child",
            "b) Child Protection plan",
            "c) Child in need plan",
            "d) Open assessment",
            "e) Closed episode",
        ]),
    ),
    ("Allocated Team", false, Text),
    ("Allocated Worker", false, Text),
];

const LIST_7: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Does the Child have a Disability", false, Code(YES_NO_UNKNOWN)),
    ("Child Protection Plan Start Date", false, Day),
    ("Initial Category of Abuse", false, Code(ABUSE)),
    ("Latest Category of Abuse", false, Code(ABUSE)),
    ("Date of the Last Statutory Visit", true, Day),
    ("Was the Child Seen Alone?", true, Code(YES_NO_UNKNOWN)),
    ("Date of latest review conference", true, Day),
    ("Child Protection Plan End Date", true, Day),
    (
        "Subject to Emergency Protection Order or Protected Under Police Powers in Last Six Months (Y/N)",
        false,
        Code(YES_NO),
    ),
    ("Number of Previous Child Protection Plans", false, Number),
    ("Allocated Team", false, Text),
    ("Allocated Worker", false, Text),
];

const LIST_8: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Unaccompanied Asylum Seeking Child (UASC) within the Last 12 Months (Y/N))", false, Code(YES_NO)),
    ("Does the Child have a Disability", false, Code(YES_NO_UNKNOWN)),
    ("Date Started to be Looked After", false, Day),
    ("Child's Category of Need", false, Code(NEED)),
    (
        "Is this a second or subsequent period of being a Looked After Child within the last 12 months (Y/N)",
        false,
        Code(YES_NO),
    ),
    ("Start date of current legal status", false, Day),
    (
        "Child's Legal Status",
        false,
        Code(&[
            "J1: Remanded to LA or youth detention",
            "J2: LA accommodation under PACE",
            "a) Interim care orders",
            "b) Full care orders",
            "c) Freed for  Adoption",
            "d) Placement order granted",
            "e) Accommodated under S20",
            "f) Detained on child protection grounds in LA accommodation",
            "f) Detained on child protection grounds in LA accomodation",
            "g) Youth justice legal Statuses",
            "zzCodeError",
        ]),
    ),
    ("Date of Latest Statutory Review", true, Day),
    ("Date of Last Social Work Visit", true, Day),
    (
        "What is the permanence plan for this child?",
        true,
        Code(&[
            "a) Return to family",
            "b) Adoption",
            "c) SGO/CAO",
            "d) Supported living in the community",
            "e) Long-term residential placement",
            "f) Long-term fostering",
            "g) Other",
        ]),
    ),
    ("Date of Last IRO Visit / Contact to the Child", true, Day),
    ("Date of Last Health Assessment", true, Day),
    ("Date of Last Dental Check", true, Day),
    ("Number of Placements in the Last 12 months", false, Number),
    ("Date Ceased to be Looked After", true, Day),
    (
        "Reason Ceased to be Looked After",
        true,
        Code(&[
            "a) Adopted",
            "b) Died",
            "c) Care taken by another LA",
            "d) Returned home to live with parents or relatives",
            "e) Left care to live with parents, relatives or other person with no parental responsibility",
            "f) Residence order granted",
            "g) Special Guardianship Orders",
            "h) Moved into independent living",
            "i) Transferred to residential care funded by adult social services",
            "i) Transferred to residential care funded by adult social services ",
            "j) Sentenced to custody",
            "k) Accommodation on remand ended",
            "l) Age assessment determined child was 18 or over",
            "m) Child moved abroad",
            "n) Care ceased for any other reason",
            "n) Care ceased for any other reason ",
            "zzCodeError",
        ]),
    ),
    ("Start Date of Most Recent Placement", false, Day),
    (
        "Placement Type",
        false,
        Code(&[
            "a) Foster Placement",
            "b) Placed for adoption",
            "c) Placed with parents",
            "d) Independent living",
            "e) Residential employment",
            "f) Residential accommodation",
            "g) Secure Children’s Homes",
            "h) Children’s Homes",
            "i) Residential Care Home",
            "j) NHS/Health Trust",
            "k) Family Centre or Mother and Baby Unit",
            "l) Young Offender Institution",
            "m) Residential school",
            "n) Other placements",
            "o) Temporary placement",
        ]),
    ),
    ("Placement Provider", false, Code(&["a) Own LA", "b) Private", "c) Other"])),
    ("Placement postcode", false, Text),
    ("URN of Placement", true, Text),
    ("Placement Location", false, Code(&["a) In", "b) Out"])),
    ("LA of Placement", false, Text),
    (
        "Number of Episodes the Child has been ‘Missing’ from their Placement in the last 12 months",
        false,
        Number,
    ),
    (
        "Number of Episodes the Child has been ‘Absent’ from their Placement in the last 12 months",
        false,
        Number,
    ),
    ("Was the child offered a Return Interview after their last missing episode (Y/N)?", true, Code(YES_NO)),
    ("Did the child accept a Return Interview after their last missing episode (Y/N)?", true, Code(YES_NO)),
    ("Allocated Team", false, Text),
    ("Allocated Worker", false, Text),
];

const LIST_9: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age", true, Number),
    ("Unaccompanied Asylum Seeking Child (UASC), or formerly UASC if 18 or over (Y/N)", false, Code(YES_NO)),
    ("Does the Child have a Disability", false, Code(YES_NO_UNKNOWN)),
    ("Allocated Team", false, Text),
    ("Allocated Worker", false, Text),
    ("Allocated Personal Advisor", false, Text),
    (
        "Eligibility Category",
        false,
        Code(&["a) Relevant", "b) Former relevant", "c) Qualifying", "d) Eligible", "e) Other"]),
    ),
    ("Latest Pathway Plan Review Date", true, Day),
    ("LA in Touch", false, Code(&["a) In touch", "b) Not in touch", "c) Not recorded", "d) Exclude"])),
    ("Latest Date of Contact", true, Day),
    (
        "Type of Accommodation",
        true,
        Code(&[
            "a) With parents or relatives",
            "b) Community home",
            "c) Semi-independent transitional accommodation",
            "d) Supported lodgings",
            "e) Gone abroad",
            "f) Deported",
            "g) Ordinary lodgings",
            "h) Residence not known",
            "i) No fixed abode / homeless",
            "j) Foyers",
            "k) Independent living",
            "l) Emergency accommodation",
            "m) Bed and breakfast",
            "n) In custody",
            "o) With Former Foster Carer",
            "p) Other accommodation",
            "zzCodeError",
        ]),
    ),
    (
        "Suitability of Accommodation",
        true,
        Code(&["a) Suitable", "b) Not suitable", "c) Not in touch or not recorded", "d) Exclude"]),
    ),
    (
        "Activity Status",
        true,
        Code(&[
            "F1: Full time in higher education",
            "P1: Part time in higher education",
            "F2: Full time in education other than higher",
            "P2: Part time in education other than higher",
            "F3: Full time in training or employment",
            "P3: Part time in training or employment",
            "F4: Young person engaged full time in an apprenticeship",
            "P4: Young person engaged part time in an apprenticeship",
            "F5: Young person engaged full time in training or employment (not apprenticeship)",
            "P5: Young person engaged part time in training or employment (not apprenticeship)",
            "G4: Not in education, employment or training - illness or disability",
            "G5: Not in education, employment or training - other",
            "G6: Not in education, employment or training - pregnancy or parenting",
        ]),
    ),
];

const LIST_10: &[Column] = &[
    ("Child Unique ID", false, Text),
    ("Family identifier", true, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Date of Birth", true, Day),
    ("Age of Child (Years)", true, Number),
    ("Does the Child have a Disability", false, Code(YES_NO_UNKNOWN)),
    ("Date the Child Entered Care", false, Day),
    ("Date of Decision that Child Should be Placed for Adoption", false, Day),
    ("Date of Placement Order", true, Day),
    ("Date of Matching Child and Prospective Adopters", true, Day),
    ("Date Placed for Adoption", true, Day),
    ("Date of Adoption Order", true, Day),
    ("Date of Decision that Child Should No Longer be Placed for Adoption", true, Day),
    (
        "Reason Why Child No Longer Placed for Adoption",
        true,
        Code(&[
            "a) Child’s needs changed",
            "b) Court did not make a PO",
            "c) Prospective adopters cannot be found",
            "d) Any other reason",
        ]),
    ),
    ("Date the child was placed for fostering in FFA or concurrent planning placement", true, Day),
];

const LIST_11: &[Column] = &[
    ("Individual adopter identifier", false, Text),
    ("Family identifier", true, Text),
    ("Gender", false, Code(GENDER)),
    ("Ethnicity", false, Code(ETHNICITY)),
    ("Disability", false, Code(YES_NO_UNKNOWN)),
    ("Is the (prospective) adopter fostering for adoption?", false, Code(YES_NO)),
    ("Date enquiry received", false, Day),
    ("Date Stage 1 started", true, Day),
    ("Date Stage 1 ended", true, Day),
    ("Date Stage 2 started", true, Day),
    ("Date Stage 2 ended", true, Day),
    ("Date application submitted", true, Day),
    ("Date application approved", true, Day),
    ("Date adopter matched with child(ren)", true, Day),
    ("Date child/children placed with adopter(s)", true, Day),
    ("No. of children placed", true, Number),
    ("Date of Adoption Order", true, Day),
    ("Date of leaving adoption process", true, Day),
    (
        "Reason for leaving adoption process",
        true,
        Code(&["a) Withdrew", "b) Process on hold", "c) Application refused"]),
    ),
];

/// Each list, the first first.
pub const LISTS: [&[Column]; 11] =
    [LIST_1, LIST_2, LIST_3, LIST_4, LIST_5, LIST_6, LIST_7, LIST_8, LIST_9, LIST_10, LIST_11];
