# Writes sentences of a little grammar, tagged as they are made: awk -f own.awk. Many words are two things, as plant, cooks and that are: only what stands around them says which.
BEGIN {
    rule["SENTENCE"] = "CLAUSE ./. | CLAUSE ./. | CLAUSE and/CONJ CLAUSE ./. | LINK CLAUSE ,/. CLAUSE ./. | QUESTION ?/. | LONGTIME ,/. CLAUSE ./."
    rule["CLAUSE"] = "ONE DOES | MANY DO | ONE DOES | MANY DO | ONE DID | MANY DID | there/PRON is/VERB a/DET QUALITY THING PLACE"
    rule["QUESTION"] = "does/VERB ONE ACT ANY | do/VERB MANY ACT ANY | where/ADV did/VERB ANY MOVE | who/PRON ACTS ANY | is/VERB that/DET QUALITY THING STATE"
    rule["LINK"] = "when/ADV | because/CONJ | after/CONJ | before/CONJ | if/CONJ | while/CONJ"
    rule["LONGTIME"] = "after/ADP NUMBER days/NOUN | before/ADP the/DET winter/NOUN | in/ADP YEAR | on/ADP DAY"
    rule["ONE"] = "THIS THING | THIS QUALITY THING | THIS THING | NAME | NAME | she/PRON | he/PRON | it/PRON"
    rule["MANY"] = "THESE THINGS | THESE QUALITY THINGS | they/PRON | we/PRON | NAME and/CONJ NAME | THINGS"
    rule["ANY"] = "ONEMORE | MANYMORE"
    rule["ONEMORE"] = "THIS THING | THIS QUALITY THING | THIS THING | NAME | him/PRON | her/PRON | it/PRON"
    rule["MANYMORE"] = "THESE THINGS | THESE QUALITY THINGS | them/PRON | us/PRON | NUMBER THINGS"
    rule["THIS"] = "the/DET | the/DET | this/DET | that/DET | every/DET | her/PRON | his/PRON | our/PRON"
    rule["THESE"] = "the/DET | these/DET | all/DET the/DET | her/PRON | NUMBER | many/ADJ | those/DET"
    rule["DOES"] = "ACTS ANY | ACTS ANY HOW | is/VERB STATE | is/VERB DOING ANY | MOVES HOW | MOVES to/ADP ANY | wants/VERB to/PRT ACT ANY | says/VERB that/CONJ CLAUSE | must/VERB ACT ANY | gives/VERB up/PRT | turns/VERB SWITCH the/DET light/NOUN | comes/VERB PLACE"
    rule["DO"] = "ACT ANY | ACT ANY HOW | are/VERB STATE | are/VERB DOING ANY | MOVE HOW | MOVE to/ADP ANY | want/VERB to/PRT ACT ANY | say/VERB that/CONJ CLAUSE | can/VERB ACT ANY | never/ADV give/VERB up/PRT | turn/VERB SWITCH the/DET light/NOUN | live/VERB PLACE"
    rule["DID"] = "ACTED ANY | ACTED ANY HOW | saw/VERB ANY | left/VERB ANY PLACE | had/VERB not/ADV ACTED ANY | ACTED ANY before/ADP MEAL | went/VERB out/PRT | came/VERB from/ADP TOWN | found/VERB the/DET QUALITY saw/NOUN"
    rule["SWITCH"] = "on/PRT | off/PRT"
    rule["STATE"] = "QUALITY | very/ADV QUALITY | PLACE | as/ADV QUALITY as/CONJ ANY | too/ADV QUALITY to/PRT MOVE"
    rule["PLACE"] = "in/ADP TOWN | on/ADP the/DET THING | behind/ADP the/DET THING | in/ADP THIS THING | near/ADP TOWN | out/ADP of/ADP TOWN"
    rule["MEAL"] = "breakfast/NOUN | dinner/NOUN | the/DET rain/NOUN"
    rule["THING"] = "TWO | TWO | dog/NOUN | river/NOUN | teacher/NOUN | garden/NOUN | window/NOUN | boat/NOUN | farmer/NOUN | saw/NOUN"
    rule["TWO"] = "plant/NOUN | water/NOUN | watch/NOUN | paint/NOUN | cook/NOUN | guard/NOUN | light/NOUN | book/NOUN | post/NOUN | train/NOUN | ring/NOUN | answer/NOUN"
    rule["THINGS"] = "plants/NOUN | watches/NOUN | cooks/NOUN | guards/NOUN | lights/NOUN | books/NOUN | trains/NOUN | rings/NOUN | answers/NOUN | dogs/NOUN | teachers/NOUN | boats/NOUN | children/NOUN"
    rule["ACT"] = "plant/VERB | water/VERB | watch/VERB | paint/VERB | cook/VERB | guard/VERB | light/VERB | book/VERB | post/VERB | train/VERB | answer/VERB | clean/VERB | dry/VERB | open/VERB | warm/VERB | like/VERB"
    rule["ACTS"] = "plants/VERB | waters/VERB | watches/VERB | paints/VERB | cooks/VERB | guards/VERB | lights/VERB | books/VERB | trains/VERB | answers/VERB | cleans/VERB | opens/VERB | likes/VERB"
    rule["ACTED"] = "planted/VERB | painted/VERB | watched/VERB | cooked/VERB | answered/VERB | opened/VERB | warmed/VERB | carried/VERB | counted/VERB | borrowed/VERB | followed/VERB | repaired/VERB | measured/VERB | admired/VERB | covered/VERB"
    rule["DOING"] = "planting/VERB | painting/VERB | watching/VERB | cooking/VERB | carrying/VERB | counting/VERB | borrowing/VERB | following/VERB | repairing/VERB | measuring/VERB | admiring/VERB | covering/VERB"
    rule["MOVE"] = "walk/VERB | run/VERB | go/VERB | sing/VERB | sail/VERB"
    rule["MOVES"] = "walks/VERB | runs/VERB | goes/VERB | sings/VERB | sails/VERB"
    rule["QUALITY"] = "clean/ADJ | dry/ADJ | open/ADJ | warm/ADJ | light/ADJ | fast/ADJ | left/ADJ | green/ADJ | quiet/ADJ | heavy/ADJ | careful/ADJ | useful/ADJ | first/ADJ | last/ADJ"
    rule["HOW"] = "fast/ADV | well/ADV | again/ADV | slowly/ADV | quietly/ADV | gladly/ADV | carefully/ADV | rarely/ADV | badly/ADV | boldly/ADV | neatly/ADV | today/NOUN"
    rule["NAME"] = "Anna/NOUN | Peter/NOUN | Mary/NOUN | Mrs./NOUN Bell/NOUN | Mr./NOUN Cook/NOUN | Ida/NOUN | Oskar/NOUN | Lena/NOUN | Tom/NOUN | Dr./NOUN Post/NOUN"
    rule["TOWN"] = "Ashford/NOUN | Kelham/NOUN | Norwick/NOUN | Brookton/NOUN | Eastmere/NOUN | Dunholt/NOUN | Larkby/NOUN | Winfold/NOUN"
    rule["DAY"] = "Monday/NOUN | Tuesday/NOUN | Friday/NOUN | Sunday/NOUN"
    rule["NUMBER"] = "two/NUM | three/NUM | four/NUM | ten/NUM | 12/NUM | 30/NUM | 250/NUM | 7/NUM"
    rule["YEAR"] = "1884/NUM | 1921/NUM | 1938/NUM | 1950/NUM | 1976/NUM | 2003/NUM"
    for (made = 0; made < 660; made++) {
        sentence = expand("SENTENCE", 0)
        print toupper(substr(sentence, 1, 1)) substr(sentence, 2)
    }
}

# The generator of Park and Miller, so that every awk writes the same.
function random(below) {
    seed = (seed == 0 ? 1 : seed) * 16807 % 2147483647
    return int(seed / 2147483647 * below)
}

# What a symbol is replaced by, until words are left.
function expand(symbol, depth,    choices, parts, count, i, text) {
    if (!(symbol in rule)) {
        return symbol
    }

    # A clause within a clause within a clause would go on too long.
    count = split(depth > 3 && symbol ~ /^(DOES|DO)$/ ? (symbol == "DO" ? "ACT ANY" : "ACTS ANY") : rule[symbol], choices, / \| /)
    count = split(choices[1 + random(count)], parts, " ")
    for (i = 1; i <= count; i++) {
        text = text (i == 1 ? "" : " ") expand(parts[i], depth + 1)
    }

    return text
}
