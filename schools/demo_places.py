"""Westshire, a county that does not exist: its districts, towns, villages and dedications.

Coordinates are kilometres east and north of the county's south-west corner.
"""

#: code (none of the Office for National Statistics), name
DISTRICTS = {
    "marlbury": ("E07990001", "Marlbury"),
    "tarrow": ("E07990002", "Vale of Tarrow"),
    "fells": ("E07990003", "Hallow and the Fells"),
    "coast": ("E07990004", "Saltmere Coast"),
}

#: The hub's own regions, and the districts that each holds.
REGIONS = {
    "Marlbury and Central": ["marlbury"],
    "Tarrow Vale": ["tarrow"],
    "North and Coast": ["fells", "coast"],
}

#: code in the register, name
TRUSTS = [
    ("99101", "Tarrow Vale Learning Trust"),
    ("99102", "Saint Aldwyn Catholic Academy Trust"),
    ("99103", "Four Rivers Multi Academy Trust"),
    ("99104", "Diocese of Marlbury Education Trust"),
]

#: name, district, east, north, postcode district: each has several schools
TOWNS = [
    ("Marlbury", "marlbury", 26, 24, 1),
    ("Tarrowbridge", "tarrow", 12, 14, 4),
    ("Saltmere", "coast", 6, 43, 9),
    ("Hallowgate", "fells", 33, 44, 7),
    ("Stokesby Cross", "marlbury", 35, 20, 2),
    ("Withyford", "tarrow", 19, 6, 5),
]

#: name, district, east, north, postcode district: a village school each
VILLAGES = [
    ("Ashcombe", "marlbury", 22, 28, 2),
    ("Nether Wickham", "marlbury", 29, 17, 2),
    ("Thornby Magna", "marlbury", 31, 29, 3),
    ("Thornby Parva", "marlbury", 32, 31, 3),
    ("Long Marling", "marlbury", 24, 19, 1),
    ("Coldbrook", "marlbury", 38, 25, 3),
    ("Fennel Bridge", "marlbury", 20, 22, 1),
    ("Bishop's Oakley", "marlbury", 28, 33, 3),
    ("Great Tarrow", "tarrow", 9, 11, 4),
    ("Little Tarrow", "tarrow", 8, 13, 4),
    ("Dunmere", "tarrow", 15, 9, 5),
    ("Eastry St Mary", "tarrow", 17, 12, 5),
    ("Hollin Green", "tarrow", 11, 18, 6),
    ("Combe Fallow", "tarrow", 5, 16, 6),
    ("Yarnley", "tarrow", 14, 20, 6),
    ("Sutton Peverell", "tarrow", 21, 10, 5),
    ("Upper Hallow", "fells", 36, 48, 8),
    ("Brackenfold", "fells", 40, 46, 8),
    ("Skelby", "fells", 29, 50, 8),
    ("Grisedale Head", "fells", 42, 52, 8),
    ("Kirk Withen", "fells", 34, 39, 7),
    ("Langrigg", "fells", 38, 41, 7),
    ("Moorhouse", "fells", 27, 45, 7),
    ("Sandholme", "coast", 4, 47, 9),
    ("Wick-on-Sea", "coast", 3, 39, 10),
    ("Marram Bay", "coast", 2, 35, 10),
    ("Oldquay", "coast", 8, 50, 9),
    ("Fleet Aldwyn", "coast", 10, 40, 9),
    ("St Aldwyn's", "coast", 7, 33, 10),
    ("Lower Samphire", "coast", 5, 31, 10),
]

#: Halves of further village names, for a county larger than the one above.
FIRST_HALVES = (
    "Al Ar Ash Bar Bex Birch Bram Broad Burn Cald Cat Chet Cors Crow Cul Dal Den Dray East Eck El "
    "Fal Far Fos Gar Gled Had Hart Haw Hel Hind Hol Ib Ken Kil Lang Led Lin Mar Mel Mid Nor Oak "
    "Off Pad Pen Pol Quen Rad Red Rys San Shel Sil Stan Sud Swin Tad Thor Tren Ul Wad Wal Wen West "
    "Wic Win Wol Yar"
)
SECOND_HALVES = (
    "bourne brook bury by combe cott dale den field ford grave ham holt hurst ington ley low mere "
    "minster ness over ridge sham shaw stead stock stoke thorpe ton wade well wick wood worth"
)
BEFORE = ["Great ", "Little ", "Upper ", "Lower ", "Nether ", "Long ", "King's ", "Temple "]
AFTER = [" St Mary", " Abbas", " Magna", " Green", " under Edge", " on the Hill", " Cross"]

SAINTS = [
    "St Mary's",
    "St Peter's",
    "All Saints",
    "St Michael's",
    "Holy Trinity",
    "St John's",
    "St Andrew's",
    "St Margaret's",
    "St Nicholas",
    "Christ Church",
]
CATHOLIC_SAINTS = [
    "Our Lady and St Joseph",
    "St Edmund Campion",
    "Sacred Heart",
    "St Teresa of Lisieux",
    "St Cuthbert Mayne",
]
QUARTERS = [
    "Abbey Road",
    "Millfields",
    "The Grange",
    "Priory Park",
    "Station Road",
    "Castle Hill",
    "Riverside",
    "Manor Fields",
    "Eastgate",
    "Larkrise",
    "Oak Tree",
    "Beacon Hill",
]
STREETS = [
    "Church Lane",
    "School Lane",
    "The Green",
    "High Street",
    "Mill Road",
    "Chapel Street",
    "Station Road",
    "Back Lane",
    "Park Avenue",
    "Vicarage Road",
]
FOUNDERS = ["Sir Thomas Hale", "Dame Alice Verney", "Katharine Lowther", "Bishop Aldous"]
