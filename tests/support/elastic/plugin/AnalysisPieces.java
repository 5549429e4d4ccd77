package chartscan;

import java.io.StringReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.analysis.email.UAX29URLEmailTokenizer;
import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.apache.lucene.analysis.en.PorterStemFilter;
import org.apache.lucene.analysis.miscellaneous.ASCIIFoldingFilter;
import org.apache.lucene.analysis.miscellaneous.RemoveDuplicatesTokenFilter;
import org.apache.lucene.analysis.ngram.EdgeNGramTokenFilter;
import org.apache.lucene.analysis.ngram.NGramTokenFilter;
import org.apache.lucene.analysis.pattern.PatternCaptureGroupTokenFilter;
import org.apache.lucene.analysis.pattern.PatternTokenizer;
import org.apache.lucene.analysis.synonym.SolrSynonymParser;
import org.apache.lucene.analysis.synonym.SynonymGraphFilter;
import org.apache.lucene.analysis.synonym.SynonymMap;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;
import org.elasticsearch.index.analysis.AbstractTokenFilterFactory;
import org.elasticsearch.index.analysis.AbstractTokenizerFactory;
import org.elasticsearch.index.analysis.AnalyzerProvider;
import org.elasticsearch.index.analysis.TokenFilterFactory;
import org.elasticsearch.index.analysis.TokenizerFactory;
import org.elasticsearch.indices.analysis.AnalysisModule.AnalysisProvider;
import org.elasticsearch.plugins.AnalysisPlugin;
import org.elasticsearch.plugins.Plugin;

/** Lucene's analysis under Elasticsearch's names: what a full distribution's analysis-common module has and the small one lacks. */
public class AnalysisPieces extends Plugin implements AnalysisPlugin {
    @Override
    public Map<String, AnalysisProvider<TokenFilterFactory>> getTokenFilters() {
        Map<String, AnalysisProvider<TokenFilterFactory>> all = new HashMap<>();
        all.put("asciifolding", filter(settings -> ASCIIFoldingFilter::new));
        all.put("porter_stem", filter(settings -> PorterStemFilter::new));
        all.put("unique", filter(settings -> RemoveDuplicatesTokenFilter::new));
        all.put("pattern_capture", filter(AnalysisPieces::patternCapture));
        all.put("ngram", filter(s -> in -> new NGramTokenFilter(in, s.getAsInt("min_gram", 1), s.getAsInt("max_gram", 2), false)));
        all.put("edge_ngram", filter(s -> in -> new EdgeNGramTokenFilter(in, s.getAsInt("min_gram", 1), s.getAsInt("max_gram", 1), false)));
        all.put("synonym_graph", filter(AnalysisPieces::synonyms));
        return all;
    }

    @Override
    public Map<String, AnalysisProvider<TokenizerFactory>> getTokenizers() {
        return Map.of(
            "uax_url_email", tokenizer(settings -> UAX29URLEmailTokenizer::new),
            "pattern", tokenizer(settings -> {
                Pattern pattern = Pattern.compile(settings.get("pattern", "\\W+"));
                return () -> new PatternTokenizer(pattern, settings.getAsInt("group", -1));
            })
        );
    }

    @Override
    public Map<String, AnalysisProvider<AnalyzerProvider<? extends Analyzer>>> getAnalyzers() {
        return Map.of("english", (index, environment, name, settings) -> new AbstractIndexAnalyzerProvider<EnglishAnalyzer>(name, settings) {
            private final EnglishAnalyzer analyzer = new EnglishAnalyzer();

            @Override
            public EnglishAnalyzer get() {
                return analyzer;
            }
        });
    }

    private static Function<TokenStream, TokenStream> patternCapture(Settings settings) {
        Pattern[] patterns = settings.getAsList("patterns").stream().map(Pattern::compile).toArray(Pattern[]::new);
        return in -> new PatternCaptureGroupTokenFilter(in, settings.getAsBoolean("preserve_original", true), patterns);
    }

    private static Function<TokenStream, TokenStream> synonyms(Settings settings) {
        try {
            SolrSynonymParser parser = new SolrSynonymParser(true, true, new WhitespaceAnalyzer());
            List<String> rules = settings.getAsList("synonyms");
            parser.parse(new StringReader(String.join("\n", rules)));
            SynonymMap map = parser.build();
            return in -> map.fst == null ? in : new SynonymGraphFilter(in, map, true);
        } catch (Exception error) {
            throw new IllegalArgumentException("synonyms", error);
        }
    }

    private static AnalysisProvider<TokenFilterFactory> filter(Function<Settings, Function<TokenStream, TokenStream>> made) {
        return (index, environment, name, settings) -> {
            Function<TokenStream, TokenStream> wrap = made.apply(settings);
            return new AbstractTokenFilterFactory(name, settings) {
                @Override
                public TokenStream create(TokenStream in) {
                    return wrap.apply(in);
                }
            };
        };
    }

    private static AnalysisProvider<TokenizerFactory> tokenizer(
        Function<Settings, java.util.function.Supplier<org.apache.lucene.analysis.Tokenizer>> made) {
        return (index, environment, name, settings) -> {
            var supplier = made.apply(settings);
            return new AbstractTokenizerFactory(index, settings, name) {
                @Override
                public org.apache.lucene.analysis.Tokenizer create() {
                    return supplier.get();
                }
            };
        };
    }
}
