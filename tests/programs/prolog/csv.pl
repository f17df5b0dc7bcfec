% library(csv): fields, options, files, streams.
:- use_module(library(csv)).
rows(S,O) :- string_codes(S,Cs), catch((phrase(csv(Rows,O),Cs)->R=Rows;R=no),E,(E=error(F,_)->R=F;R=E)), print(S-O),write(' ==> '),writeq(R),nl.
:- initialization((
 tmp_file(o, F0), atom_concat(F0, '.csv', F), atom_concat(F0, '.tsv', G),
 rows("a,b,c\n1,2,3\n",[]), rows("a,b\n1,2",[]), rows("a,b\r\n1,2\r\n",[]), rows("",[]), rows("\n",[]), rows("a\n\nb\n",[]), rows("a,\n,b\n",[]),
 rows("\"1\",\"x,y\",\"q\"\"r\"\n",[]), rows(" a , 2 \n",[]), rows(" a , 2 \n",[strip(true)]), rows("1.5,1e5,0x1A,-3,+4,1r3\n",[]), rows("1,2\n3\n",[]), rows("1,2\n3\n",[match_arity(false)]), rows("1,2\n",[arity(3)]), rows("a;b\n",[separator(0';)]), rows("a,b\n",[functor(f)]), rows("Aa,1\n",[convert(false)]), rows("aB\n",[case(up)]), rows("aB,X y\n",[case(down)]), rows("\"a\nb\",c\n",[]), rows("a\"b,c\n",[]),rows("\"a\"b,c\n",[]), rows("\"a\" ,c\n",[]), rows("\"abc",[]), rows("#c\na,b\n",[skip_header('#')]), rows("a,b\n",[foo(1)]), rows("a,b\n",[ignore_quotes(true)]), rows("\"a\",b\n",[ignore_quotes(true)]), rows("\"a\",b\n",[string(true)]), rows("a,\"\"\n",[]), rows("a\tb",[separator(0'\t)]), rows("1 ,2\n",[]),
 csv_write_file(F,[row(a,1,"str",2.5),row('x,y','q"r','new\nline',' sp '),row('',-3,'Abc','a b'),row([],"a,b",'1',"2")]), read_file_to_string(F,OS,[]), print(OS),nl,
 csv_write_file(G,[r(a,'x,y'),r(b,'t\tt')]), read_file_to_string(G,OS2,[]), print(OS2),nl,
 csv_read_file(F,RR), print(RR),nl,
 csv_read_file(G,RR2), print(RR2),nl,
 catch((csv_read_file(F,RR3,[functor(x),arity(4)]), print(RR3),nl),E3,(print(E3),nl)),
 forall(csv_read_file_row(F,Row,[line(L)]),(print(L-Row),nl)),
 open(F,read,S), csv_read_stream(S,R5,[]), print(R5),nl,close(S),
 csv_options(Op,[separator(0';)]), functor(Op, ON, OA), print(ON/OA),nl,
 csv_options(Op1,[]), open(F,read,S1), csv_read_row(S1,W1,Op1), print(W1),nl, csv_read_row(S1,W2,Op1), print(W2),nl,csv_read_row(S1,_,Op1),csv_read_row(S1,_,Op1),csv_read_row(S1,W3,Op1),print(W3),nl,
 csv_write_stream(user_output,[row(a,b)],[]), csv_write_stream(user_output,[row(a,'b;c',"x")],[separator(0';)]),
 phrase(csv([row(a,b),row(1,'x y')]),Cs), format("~s",[Cs]), phrase(csv([row(a,b),row(1,'x y')],[functor(row),quoted(true)]),Cs2), format("~s",[Cs2]),
 catch(csv_read_file('nofile.csv',_),E9,(E9=error(F9,_),print(F9),nl)),
 delete_file(F), delete_file(G))).
% expect: "a,b,c\n1,2,3\n"-[] ==> [row(a,b,c),row(1,2,3)]
% expect: "a,b\n1,2"-[] ==> [row(a,b),row(1,2)]
% expect: "a,b\r\n1,2\r\n"-[] ==> [row(a,b),row(1,2)]
% expect: ""-[] ==> []
% expect: "\n"-[] ==> [row('')]
% expect: "a\n\nb\n"-[] ==> [row(a),row(''),row(b)]
% expect: "a,\n,b\n"-[] ==> [row(a,''),row('',b)]
% expect: "\"1\",\"x,y\",\"q\"\"r\"\n"-[] ==> [row(1,'x,y','q"r')]
% expect: " a , 2 \n"-[] ==> [row(' a ',' 2 ')]
% expect: " a , 2 \n"-[strip(true)] ==> [row(a,2)]
% expect: "1.5,1e5,0x1A,-3,+4,1r3\n"-[] ==> [row(1.5,100000.0,26,-3,4,1r3)]
% expect: "1,2\n3\n"-[] ==> domain_error(row_arity(2),1)
% expect: "1,2\n3\n"-[match_arity(false)] ==> [row(1,2),row(3)]
% expect: "1,2\n"-[arity(3)] ==> domain_error(row_arity(3),2)
% expect: "a;b\n"-[separator(59)] ==> [row(a,b)]
% expect: "a,b\n"-[functor(f)] ==> [f(a,b)]
% expect: "Aa,1\n"-[convert(false)] ==> [row('Aa','1')]
% expect: "aB\n"-[case(up)] ==> [row('AB')]
% expect: "aB,X y\n"-[case(down)] ==> [row(ab,'x y')]
% expect: "\"a\nb\",c\n"-[] ==> [row('a\nb',c)]
% expect: "a\"b,c\n"-[] ==> [row('a"b',c)]
% expect: "\"a\"b,c\n"-[] ==> no
% expect: "\"a\" ,c\n"-[] ==> no
% expect: "\"abc"-[] ==> no
% expect: "#c\na,b\n"-[skip_header(#)] ==> [row(a,b)]
% expect: "a,b\n"-[foo(1)] ==> [row(a,b)]
% expect: "a,b\n"-[ignore_quotes(true)] ==> [row(a,b)]
% expect: "\"a\",b\n"-[ignore_quotes(true)] ==> [row('"a"',b)]
% expect: "\"a\",b\n"-[string(true)] ==> [row(a,b)]
% expect: "a,\"\"\n"-[] ==> [row(a,'')]
% expect: "a\tb"-[separator(9)] ==> [row(a,b)]
% expect: "1 ,2\n"-[] ==> [row('1 ',2)]
% expect: "a,1,str,2.5\r\n\"x,y\",\"q\"\"r\",\"new\nline\", sp \r\n,-3,Abc,a b\r\n[],\"a,b\",1,2\r\n"
% expect: "a\tx,y\r\nb\t\"t\tt\"\r\n"
% expect: [row(a,1,str,2.5),row('x,y','q"r','new\nline',' sp '),row('',-3,'Abc','a b'),row([],'a,b',1,2)]
% expect: [row(a,'x,y'),row(b,'t\tt')]
% expect: [x(a,1,str,2.5),x('x,y','q"r','new\nline',' sp '),x('',-3,'Abc','a b'),x([],'a,b',1,2)]
% expect: 1-row(a,1,str,2.5)
% expect: 2-row('x,y','q"r','new\nline',' sp ')
% expect: 3-row('',-3,'Abc','a b')
% expect: 4-row([],'a,b',1,2)
% expect: [row(a,1,str,2.5),row('x,y','q"r','new\nline',' sp '),row('',-3,'Abc','a b'),row([],'a,b',1,2)]
% expect: csv_options/9
% expect: row(a,1,str,2.5)
% expect: row('x,y','q"r','new\nline',' sp ')
% expect: end_of_file
% expect: a,b
% expect: a;"b;c";x
% expect: a,b
% expect: 1,x y
% expect: a,b
% expect: 1,x y
% expect: existence_error(source_sink,'nofile.csv')
